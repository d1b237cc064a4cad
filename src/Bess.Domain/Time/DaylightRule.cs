namespace Bess.Domain.Time;

/// <summary>When a clock is one hour ahead of its standard time.</summary>
public enum DaylightRule
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>
    /// From the last Sunday of March 01:00 UTC, included, to the last Sunday of October 01:00 UTC, excluded
    /// (Directive 2000/84/EC, articles 2 and 3; Great Britain changes at the same instants). Valid from 1996.
    /// </summary>
    EuropeanUnion = 1,

    /// <summary>
    /// From the second Sunday of March 02:00 standard time, included, to the first Sunday of November 02:00 daylight time,
    /// excluded (Energy Policy Act of 2005, section 110). Valid from 2007.
    /// </summary>
    UnitedStates = 2,
}
