namespace Bess.Coordination.Privacy;

/// <summary>What an agent says to a request about masks. Append only.</summary>
public enum MaskVerdict
{
    /// <summary>Done.</summary>
    Granted = 0,

    /// <summary>A number of the answer is not finite or above <see cref="FixedPoint.Largest"/>: the agent counts as dropped for this broadcast.</summary>
    NotRepresentable = 1,

    /// <summary>This sequence was masked before with another answer: the difference of the two would be open.</summary>
    OtherAnswer = 2,

    /// <summary>This sequence was used before with another broadcast.</summary>
    OtherBroadcast = 3,

    /// <summary>The agent was told that it counts as dropped for this sequence: its masks are known by now.</summary>
    Forfeited = 4,

    /// <summary>Keys of this sequence were revealed before for other drop-outs: two sums that differ by one agent give its answer.</summary>
    OtherDropOuts = 5,

    /// <summary>The agent itself is said to have dropped out.</summary>
    SelfDropped = 6,

    /// <summary>Fewer answers would be left than <see cref="MaskRoster.FewestAnswers"/>.</summary>
    TooFewRemain = 7,

    /// <summary>Those left share no masks over some cut: the sums of its sides would be open.</summary>
    FallsApart = 8,
}
