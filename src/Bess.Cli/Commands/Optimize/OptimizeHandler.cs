using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Scheduling;

namespace Bess.Cli.Commands.Optimize;

/// <summary>Plans one battery; knows nothing of consoles.</summary>
internal static class OptimizeHandler
{
    /// <summary>Reads the inputs and plans.</summary>
    /// <param name="specification">Fleet and prices.</param>
    /// <param name="agent">Name of the battery; null when the fleet has only one.</param>
    public static Validated<OptimizeResult> Run(RunSpecification specification, string? agent) =>
        Read(specification, agent).Bind(read => Plan(read.Member, read.Prices, Path.GetFileName(specification.FleetPath!)));

    /// <summary>Reads the inputs and plans for more than one market.</summary>
    /// <param name="specification">Fleet and prices.</param>
    /// <param name="agent">Name of the battery; null when the fleet has only one.</param>
    /// <param name="markets">The markets.</param>
    public static Validated<MarketResult> Run(RunSpecification specification, string? agent, MarketOrder markets) =>
        Read(specification, agent).Bind(read => MarketHandler.Run(read.Member, read.Prices, markets));

    private static Validated<(FleetMember Member, LoadedPrices Prices)> Read(RunSpecification specification, string? agent)
    {
        var fleet = Sources.Fleet(specification.FleetPath!);
        var prices = ScenarioLoader.Load(specification, []);
        Fault[] faults = [.. fleet.Faults, .. prices.Faults];
        if (faults.Length > 0)
            return Validated<(FleetMember Member, LoadedPrices Prices)>.FromFaults(faults);
        return Member(fleet.Value, agent).Map(member => (member, prices.Value));
    }

    private static Validated<OptimizeResult> Plan(FleetMember member, LoadedPrices prices, string file)
    {
        var plan = BatteryScheduler.Optimise(member, prices.Scenarios);
        return plan.TryGet(out var found)
            ? Validated<OptimizeResult>.FromValue(new OptimizeResult(member, prices, found))
            : Validated<OptimizeResult>.FromFaults(plan.Faults.Select(fault => fault with { Location = $"{file}: battery {member.Battery.Id}" }));
    }

    private static Validated<FleetMember> Member(Fleet fleet, string? agent)
    {
        if (agent is null && fleet.Members.Count == 1)
            return Validated<FleetMember>.FromValue(fleet.Members[0]);
        var found = fleet.Members.FirstOrDefault(member => member.Battery.Id.Value == agent);
        if (found is not null)
            return Validated<FleetMember>.FromValue(found);
        var some = string.Join(", ", fleet.Members.Take(10).Select(member => member.Battery.Id)) + (fleet.Members.Count > 10 ? " …" : "");
        return Validated<FleetMember>.FromFault(Origin.CommandLine("--agent").Fault($"one of {some}", agent is null ? "nothing" : $"'{agent}'"));
    }
}
