namespace Bess.Coordination.Privacy;

/// <summary>Whether a masked sum could be opened. Append only.</summary>
public enum MaskedSumStatus
{
    /// <summary>It is open: the values are the sum of the answers taken.</summary>
    Opened = 0,

    /// <summary>Keys of drop-outs are missing: they are listed, and the sum can be opened again with them.</summary>
    KeysMissing = 1,

    /// <summary>Too few agents answered (<see cref="MaskRoster.FewestAnswers"/>): no agent will reveal keys for this broadcast.</summary>
    TooFewRemain = 2,

    /// <summary>Those who answered fall apart into groups that share no masks: no agent will reveal keys for this broadcast.</summary>
    FallsApart = 3,

    /// <summary>
    /// Masks are left although all keys are there: a wrong key, another roster, another broadcast or damaged words. The sum is noise and is
    /// not given.
    /// </summary>
    NotCancelled = 4,
}
