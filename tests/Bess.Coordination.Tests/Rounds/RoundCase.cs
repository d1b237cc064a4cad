using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Coordination.Tests.Rounds;

/// <summary>Small fleets, prices and reachable commitments for tests of whole rounds.</summary>
internal static class RoundCase
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 23, 0, 0, TimeSpan.Zero);

    public static Fleet Fleet(int batteries, int seed, Func<double, TerminalCondition>? terminal = null, double startShare = double.NaN, bool feeders = false)
    {
        var random = new Random(seed);
        double Between(double low, double high) => low + ((high - low) * random.NextDouble());
        var members = new List<FleetMember>();
        for (var i = 0; i < batteries; i++)
        {
            var capacity = Math.Exp(Between(Math.Log(0.05), Math.Log(5)));
            var power = capacity * Between(0.25, 1);
            var battery = new Battery(new BatterySpecification
            {
                Id = $"b-{i:000}",
                EnergyCapacityMwh = capacity,
                ChargeLimitMw = power,
                DischargeLimitMw = power * Between(0.8, 1.2),
                ChargeEfficiency = Between(0.80, 0.97),
                DischargeEfficiency = Between(0.85, 0.97),
                MinimumEnergyMwh = 0.1 * capacity,
                MaximumEnergyMwh = 0.9 * capacity,
                DegradationCostPerMwh = Between(1, 6),
            });
            var start = capacity * (double.IsNaN(startShare) ? Between(0.15, 0.85) : startShare);
            var ends = terminal is not null ? terminal(start) : i % 2 == 0 ? new TerminalCondition.Fixed(new Energy(start)) : new TerminalCondition.Value(new EnergyPrice(Between(35, 60)));
            members.Add(new FleetMember(battery, new Energy(start), ends, new RiskPreference(Between(0, 2), 0.05), feeders ? (i % 2 == 0 ? "a" : "b") : null));
        }

        return new Fleet("test", members, feeders ? [new FleetGroup("station", null), new FleetGroup("a", "station"), new FleetGroup("b", "station")] : []);
    }

    public static ScenarioSet Prices(int seed, int steps = 24, int scenarios = 8, double level = 60, double swing = 30)
    {
        var random = new Random(seed);
        var grid = new TimeGrid(Start, TimeSpan.FromHours(24.0 / steps), steps);
        var prices = new double[scenarios * steps];
        for (var s = 0; s < scenarios; s++)
        {
            var shift = 8 * (random.NextDouble() - 0.5);
            for (var t = 0; t < steps; t++)
            {
                prices[(s * steps) + t] = level + shift + (swing * Math.Sin(2 * Math.PI * ((24.0 * t / steps) - 11) / 24)) + (6 * (random.NextDouble() - 0.5));
            }
        }

        return new ScenarioSet("test", Currency.Eur, grid, prices, Enumerable.Repeat(1.0 / scenarios, scenarios).ToArray(), Start, new Provenance("test", null, true));
    }

    public static RoundRequest Request(Fleet fleet, ScenarioSet prices, CouplingSpecification coupling, RoundOptions? options = null) =>
        new() { Id = "round", Fleet = fleet, Scenarios = prices, Coupling = coupling, Options = options ?? new RoundOptions() };

    public static async Task<RoundResult> RunAsync(RoundRequest request, Func<int, AgentId, bool>? loses = null, IProgress<IterationTrace>? progress = null)
    {
        using var plant = new LocalVirtualPowerPlant(loses);
        return (await plant.CoordinateAsync(request, progress)).Value;
    }

    /// <summary>A commitment that the fleet can keep with exclusive plans: a share of what it does on other prices.</summary>
    public static async Task<double[]> ReachableAsync(Fleet fleet, ScenarioSet prices, double share = 0.6)
    {
        var steps = prices.Grid.Count;
        var other = Prices(99, steps, 1, level: 90, swing: -35);
        var free = new CouplingSpecification { Limits = [Limit(steps, -1e3, 1e3)] };
        var result = await RunAsync(Request(fleet, other, free));
        return [.. result.Coupling[0].PowerMw.Select(p => share * p)];
    }

    public static PowerLimit Limit(int steps, double lower, double upper, string? group = null) =>
        new([.. Enumerable.Repeat(lower, steps)], [.. Enumerable.Repeat(upper, steps)], group);

    public static CouplingSpecification Hard(double[] power) => new() { Commitments = [new Commitment(power)] };
}
