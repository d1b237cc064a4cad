using Bess.Domain.Series;

namespace Bess.Markets.Store.Filling;

/// <summary>How far the filling of a store is.</summary>
/// <param name="Series">The series.</param>
/// <param name="Done">Requests answered, or given up.</param>
/// <param name="Total">Requests that are needed.</param>
/// <param name="Kept">What the answers changed so far.</param>
public sealed record FillProgress(SeriesId Series, int Done, int Total, AppendOutcome Kept);
