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

/// <summary>What happened to an answer given to a masked sum. Append only.</summary>
public enum MaskedAnswerStatus
{
    /// <summary>It is in the sum.</summary>
    Taken = 0,

    /// <summary>The agent's answer is in the sum already; this one was not looked at.</summary>
    Duplicate = 1,

    /// <summary>The sum was closed without it, so its masks may be known: it was not looked at and must not be kept.</summary>
    Late = 2,

    /// <summary>Not <see cref="MaskScope.Words"/> words; the agent counts as not having answered.</summary>
    WrongLength = 3,
}

/// <summary>A masked sum, opened or refused.</summary>
/// <param name="Status">Which of both.</param>
/// <param name="Values">The sum, <see cref="MaskScope.Values"/> numbers, each rounded once; empty unless opened.</param>
/// <param name="Answers">Answers in it.</param>
/// <param name="Missing">Pairs whose key is missing, by place; the living one of each is to be asked.</param>
public sealed record MaskedSumResult(MaskedSumStatus Status, double[] Values, int Answers, IReadOnlyList<MaskPair> Missing);
