using Bess.Domain.Time;
using Bess.Scheduling.Explaining;

namespace Bess.Cli.Commands.Why;

/// <summary>An explanation, and the interval that was asked for.</summary>
/// <param name="Explanation">The explanation.</param>
/// <param name="Zone">The zone; null when unknown.</param>
/// <param name="Step">The interval; null for all.</param>
internal sealed record WhyResult(PlanExplanation Explanation, BiddingZone? Zone, int? Step);
