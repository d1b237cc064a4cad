namespace Bess.Backtesting.Sites.Strategies;

/// <summary>What was decided at the start of a day.</summary>
/// <param name="Plan">The plan, which may reach beyond the day; null when there is none.</param>
/// <param name="Rules">Rules that were applied, in words.</param>
internal sealed record SiteDecision(SitePlan? Plan, IReadOnlyList<string> Rules)
{
    /// <summary>Whether another decision is the same, bit for bit.</summary>
    public bool IsSameAs(SiteDecision other) => Plan is null || other.Plan is null
        ? Plan is null && other.Plan is null
        : Plan.Claim.PowerMw.SequenceEqual(other.Plan.Claim.PowerMw) && Plan.Claim.EnergyMwh.SequenceEqual(other.Plan.Claim.EnergyMwh);
}
