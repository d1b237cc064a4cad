using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Cli.Inputs;

/// <summary>The prices that a run plans against.</summary>
/// <param name="Scenarios">The scenarios; their grid is the horizon.</param>
/// <param name="Zone">The bidding zone, for local time; null when unknown.</param>
/// <param name="Notes">How the scenarios came to be.</param>
internal sealed record LoadedPrices(ScenarioSet Scenarios, BiddingZone? Zone, IReadOnlyList<string> Notes);
