using Bess.Grains.Wire;

namespace Bess.Grains;

/// <summary>A battery on the cluster. Its specification, state of charge, prices of its own and risk preference stay inside.</summary>
/// <remarks>Key: see <see cref="GrainKeys.Battery"/>. All calls may be repeated.</remarks>
[Alias("bess.IBatteryGrain")]
[GrainInterfaceType("bess.battery")]
public interface IBatteryGrain : IGrainWithStringKey
{
    /// <summary>Gives or replaces the specification; operators' batteries only.</summary>
    /// <param name="member">A fleet document with this one member.</param>
    /// <returns>Faults in words; empty when it was kept.</returns>
    [Alias("Specify")]
    Task<string[]> SpecifyAsync(byte[] member);

    /// <summary>Tells of a round.</summary>
    /// <param name="message">The round.</param>
    /// <returns>Whether the battery takes part.</returns>
    [Alias("Open")]
    Task<OpenedMessage> OpenAsync(OpenMessage message);

    /// <summary>Asks.</summary>
    /// <param name="message">The broadcast.</param>
    /// <returns>The answer, or that the history is needed.</returns>
    [Alias("Ask")]
    Task<AnswerMessage> AskAsync(AskMessage message);

    /// <summary>Brings the battery to where its leaf stands.</summary>
    /// <param name="message">The round so far.</param>
    /// <returns>What it answered.</returns>
    [Alias("Recall")]
    Task<RecalledMessage> RecallAsync(RecallMessage message);

    /// <summary>Tells who masks with whom.</summary>
    /// <param name="message">The roster of the leaf.</param>
    /// <returns>Ends when the keys are agreed.</returns>
    [Alias("Agree")]
    Task AgreeAsync(MaskRosterMessage message);

    /// <summary>Asks for the keys that a masked sum lacks because others dropped out.</summary>
    /// <param name="message">The sum.</param>
    /// <returns>Keys; none where the battery refuses.</returns>
    [Alias("Reveal")]
    Task<RevealedMessage> RevealAsync(RevealMessage message);

    /// <summary>Forms, checks and keeps the schedule of a masked round.</summary>
    /// <param name="message">The report that is wanted.</param>
    /// <returns>Masked words, or what is needed first.</returns>
    [Alias("FinishMasked")]
    Task<AnswerMessage> FinishMaskedAsync(FinishMaskedMessage message);

    /// <summary>Answers at once, even while the battery is at work: its host lives.</summary>
    /// <returns>Whether it is at work; false when no question is open, so one whose answer did not come was lost.</returns>
    [Alias("Pulse")]
    [Orleans.Concurrency.AlwaysInterleave]
    Task<bool> PulseAsync();

    /// <summary>Forms, checks and keeps the schedule of a round; it is in force once the round has committed it.</summary>
    /// <param name="roundId">Round.</param>
    /// <param name="bestSequence">Number of the broadcast whose answer is the plan.</param>
    /// <returns>The report, or that the history is needed.</returns>
    [Alias("Finish")]
    Task<MemberReportMessage> FinishAsync(string roundId, int bestSequence);

    /// <summary>A schedule, for who may read it.</summary>
    /// <param name="roundId">The round that formed it, whether it is in force or not; null for the one in force.</param>
    /// <returns>A schedule document with its round; null when there is none, or the owner keeps it.</returns>
    [Alias("Schedule")]
    Task<ScheduleMessage?> ScheduleAsync(string? roundId);
}

/// <summary>A battery that the operator hosts.</summary>
[Alias("bess.IOperatorBatteryGrain")]
[GrainInterfaceType("bess.battery.operator")]
public interface IOperatorBatteryGrain : IBatteryGrain;

/// <summary>A battery on its owner's machine.</summary>
[Alias("bess.IProsumerBatteryGrain")]
[GrainInterfaceType("bess.battery.prosumer")]
public interface IProsumerBatteryGrain : IBatteryGrain;
