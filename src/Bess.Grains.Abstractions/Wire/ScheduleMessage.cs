namespace Bess.Grains.Wire;

/// <summary>A committed schedule.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Schedule")]
public sealed record ScheduleMessage
{
    /// <summary>The round that committed it.</summary>
    [Id(0)]
    public required string RoundId { get; init; }

    /// <summary>Schedule document.</summary>
    [Id(1)]
    public required byte[] Document { get; init; }
}
