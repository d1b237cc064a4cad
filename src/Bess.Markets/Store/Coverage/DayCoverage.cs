using Bess.Domain.Time;

namespace Bess.Markets.Store.Coverage;

/// <summary>What is there of one local day of a series.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Step">The step in force: the most frequent one of the day; without values that of the market's rules or of the nearest day.</param>
/// <param name="Expected">Intervals of that step in the day, or in the part of it that was asked for; ≥ 1.</param>
/// <param name="Present">Of them, how many are covered by values of any step; 0 … Expected.</param>
/// <param name="Missing">Spans without a value, as long as possible, in order.</param>
public sealed record DayCoverage(DateOnly Day, TimeSpan Step, int Expected, int Present, IReadOnlyList<DeliveryInterval> Missing)
{
    /// <summary>Present / Expected, 0 … 1.</summary>
    public double Share => (double)Present / Expected;
}
