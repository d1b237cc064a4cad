namespace Bess.Markets.Sources.Documents;

/// <summary>One document of a publisher, as received.</summary>
/// <param name="Name">Name for faults and provenance: a file name or the last part of an address.</param>
/// <param name="Content">The bytes.</param>
/// <param name="ReceivedAt">When it was received, UTC: nothing in it can have been known to us later.</param>
public sealed record PublishedDocument(string Name, ReadOnlyMemory<byte> Content, DateTimeOffset ReceivedAt);
