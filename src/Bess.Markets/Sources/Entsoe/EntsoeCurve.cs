using Bess.Domain.Series;

namespace Bess.Markets.Sources.Entsoe;

/// <summary>One time series of a document.</summary>
/// <param name="Series">What it is of.</param>
/// <param name="Numbered">Whether its auction was numbered; always true where there are no auctions.</param>
/// <param name="Field">Path in the document.</param>
/// <param name="Periods">Its periods.</param>
internal sealed record EntsoeCurve(SeriesId Series, bool Numbered, string Field, IReadOnlyList<EntsoePeriod> Periods);
