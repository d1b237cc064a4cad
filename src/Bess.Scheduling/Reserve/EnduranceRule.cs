namespace Bess.Scheduling.Reserve;

/// <summary>At which states of charge the endurance of reserves must hold. Members are only ever appended.</summary>
public enum EnduranceRule
{
    /// <summary>At both ends of a step, hence all through it, because the state moves on a line between them.</summary>
    WholeStep = 0,

    /// <summary>At the end of a step only: weaker than the market's rule; for comparisons.</summary>
    EndOfStep = 1,
}
