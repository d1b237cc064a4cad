using Bess.Domain.Series;

namespace Bess.Markets.Sources;

/// <summary>What a publisher answered.</summary>
/// <param name="Series">The values; each with when it became known, never later than the answer itself unless the publisher says so.</param>
/// <param name="Notes">What the reader had to decide, in words: skipped duplicates, chosen auction sequence, gaps; may be empty.</param>
public sealed record SourceAnswer(ObservedSeries Series, IReadOnlyList<string> Notes);
