namespace Bess.Backtesting.Attribution;

/// <summary>What a difference with its interval allows to say.</summary>
public enum Verdict
{
    /// <summary>The interval holds zero, or there is none.</summary>
    NoDifferenceShown,

    /// <summary>The interval lies on the good side of zero.</summary>
    Better,

    /// <summary>The interval lies on the bad side of zero.</summary>
    Worse,

    /// <summary>Every day is equal to the cent: the change did nothing.</summary>
    Equal,
}
