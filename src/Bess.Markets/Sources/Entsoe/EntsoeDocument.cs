namespace Bess.Markets.Sources.Entsoe;

/// <summary>What a document of the platform said.</summary>
/// <param name="Series">The series in it; empty when there is no data.</param>
/// <param name="Acknowledgement">Why there is no data, in the publisher's words; null when there is.</param>
public sealed record EntsoeDocument(IReadOnlyList<SourceAnswer> Series, string? Acknowledgement);
