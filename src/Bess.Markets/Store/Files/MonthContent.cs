using Bess.Domain.Prices;
using Bess.Domain.Series;

namespace Bess.Markets.Store.Files;

/// <summary>What the committed part of a month's file holds.</summary>
/// <param name="Observations">In the order of the file.</param>
/// <param name="Origins">Where the rows came from, in the order of the file; the last one goes on until another is named.</param>
internal sealed record MonthContent(IReadOnlyList<Observation> Observations, IReadOnlyList<Provenance> Origins)
{
    public static MonthContent Empty { get; } = new([], []);
}
