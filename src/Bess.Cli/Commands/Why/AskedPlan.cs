using Bess.Domain;
using Bess.Domain.Time;
using Bess.Scheduling.Explaining;

namespace Bess.Cli.Commands.Why;

/// <summary>A plan that was read and can be explained.</summary>
/// <param name="Grid">Its steps.</param>
/// <param name="Zone">Its zone, for local time; null when unknown.</param>
/// <param name="Explain">Explains it.</param>
internal sealed record AskedPlan(TimeGrid Grid, BiddingZone? Zone, Func<ExplanationOptions, Validated<PlanExplanation>> Explain);
