using Bess.Domain.Assets;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Programmes;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.Tests.Markets;

namespace Bess.Scheduling.Tests.Programmes;

/// <summary>Agents of each kind from seeds.</summary>
internal static class ProgrammeCases
{
    public static MultiMarketRequest Reserve(int seed, int steps = 24, double lambda = 0)
    {
        var request = MarketInstances.Nordic(seed, steps, 24.0 / steps);
        return request with { Venues = [request.Venues[0]], Risk = new RiskPreference(lambda, 0.1), AreBidsRounded = false };
    }

    public static ConnectionRequest Sunny(int seed, int steps = 24) => MarketInstances.Sunny(seed, steps, 24.0 / steps);

    public static AgentProgramme Of(string kind, int seed, int steps = 24) => kind switch
    {
        "reserve" => ReserveProgramme.Create(Reserve(seed, steps)).Value,
        "venues" => ReserveProgramme.Create(MarketInstances.Nordic(seed, steps, 24.0 / steps) with { AreBidsRounded = false }).Value,
        "two-stage" => TwoStageProgramme.Create(MarketInstances.Traded(seed, steps)).Value,
        _ => ConnectionProgramme.Create(Sunny(seed, steps)).Value,
    };
}
