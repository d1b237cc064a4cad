namespace Bess.Coordination.Privacy;

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
