using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Coordination.Tests.Rounds;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Reserve;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Scheduling;
using Bess.Scheduling.Central;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Programmes;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Coordination.Tests.Programmes;

/// <summary>Fleets of plain batteries, batteries with reserve, and batteries with photovoltaics and a load, with the central problem to compare with.</summary>
internal static class MixedCase
{
    private static readonly SolverOptions Tight = new() { FeasibilityTolerance = 1e-10, GapTolerance = 1e-10, RecordIterations = false };

    /// <summary>Kinds by place: battery, reserve (or a trader of two stages), solar, and so on.</summary>
    public static RoundRequest Request(int members, int seed, int steps = 24, bool feeders = false, double level = 60, bool isRounded = false, bool areTraders = false)
    {
        var fleet = RoundCase.Fleet(members, seed, feeders: feeders);
        var prices = RoundCase.Prices(seed, steps, level: level);
        var programmes = new List<AgentProgramme>();
        for (var i = 0; i < members; i++)
        {
            if (i % 3 == 1)
            {
                programmes.Add(areTraders ? Trader(fleet.Members[i], prices, seed + i) : Reserve(fleet.Members[i], prices, seed + i, isRounded));
            }
            else if (i % 3 == 2)
            {
                programmes.Add(Solar(fleet.Members[i], prices, seed + i));
            }
        }

        return new RoundRequest
        {
            Id = "mixed",
            Fleet = fleet,
            Scenarios = prices,
            Programmes = programmes,
            Coupling = new CouplingSpecification { Limits = [RoundCase.Limit(steps, -1e3, 1e3)] },
        };
    }

    public static ReserveProgramme Reserve(FleetMember member, ScenarioSet prices, int seed, bool isRounded = false) =>
        ReserveProgramme.Create(ReserveRequest(member, prices, seed, isRounded)).Value;

    public static MultiMarketRequest ReserveRequest(FleetMember member, ScenarioSet prices, int seed, bool isRounded = false)
    {
        var random = new Random(seed);
        var steps = prices.Grid.Count;
        double[] Series(double mean, double spread) => [.. Enumerable.Range(0, steps).Select(_ => mean + (spread * random.NextDouble()))];
        ReserveProduct[] products = [ReserveProducts.FcrN, ReserveProducts.FcrDUp, ReserveProducts.FcrDDown];
        return new MultiMarketRequest
        {
            Plant = StoragePlant.From(member),
            Venues = [new EnergyVenue { Name = "day-ahead", Prices = prices }],
            Reserves = [.. products.Select((product, k) => new ReserveOffer { Product = product, PricePerMwHour = Series(k == 0 ? 12 : 4, k == 0 ? 20 : 12) })],
            Risk = member.Risk,
            AreBidsRounded = isRounded,
        };
    }

    /// <summary>A battery that trades again in real time, at prices around those of the day before.</summary>
    public static TwoStageProgramme Trader(FleetMember member, ScenarioSet prices, int seed)
    {
        var random = new Random(seed);
        double[] realTime = [.. Enumerable.Range(0, prices.Count).SelectMany(s => prices.PricesPerMwh(s).ToArray()).Select(price => price + (30 * (random.NextDouble() - 0.5)))];
        return TwoStageProgramme.Create(new TwoStageRequest
        {
            Plant = StoragePlant.From(member),
            DayAhead = prices,
            RealTime = new ScenarioSet("real time", prices.Currency, prices.Grid, realTime, prices.Probabilities.ToArray(), prices.KnownAt, prices.Provenance),
            Risk = member.Risk,
            DayAheadFeePerMwh = 0.1,
            RealTimeFeePerMwh = 0.5,
            DeviationCostPerMwh = 1,
        }).Value;
    }

    public static ConnectionProgramme Solar(FleetMember member, ScenarioSet prices, int seed) => ConnectionProgramme.Create(SolarRequest(member, prices, seed)).Value;

    public static ConnectionRequest SolarRequest(FleetMember member, ScenarioSet prices, int seed)
    {
        var random = new Random(seed);
        var (grid, mean, power) = (prices.Grid, prices.ExpectedPricesPerMwh(), member.Battery.DischargeLimit.Mw);
        return new ConnectionRequest
        {
            Plant = StoragePlant.From(member),
            Grid = grid,
            ImportPricePerMwh = [.. mean.Select(price => price + 25)],
            ExportPricePerMwh = [.. mean.Select(price => price - 3)],
            SolarMw = [.. Enumerable.Range(0, grid.Count).Select(t => Math.Max(0, 1.5 * power * Math.Sin((t * grid.StepHours / 12 * Math.PI) - (Math.PI / 2))))],
            LoadMw = [.. Enumerable.Range(0, grid.Count).Select(_ => power * (0.2 + (0.3 * random.NextDouble())))],
            ImportLimitMw = 1.6 * power,
            ExportLimitMw = 1.3 * power,
        };
    }

    /// <summary>A commitment that exclusive plans can keep: between what the fleet does freely and staying idle.</summary>
    public static async Task<double[]> ReachableAsync(RoundRequest request, double share = 0.6)
    {
        var free = await RoundCase.RunAsync(request);
        var sum = free.Coupling[0].PowerMw.Select(power => share * power).ToArray();
        foreach (var solar in request.Programmes.OfType<ConnectionProgramme>().Select(programme => programme.Request))
        {
            for (var t = 0; t < sum.Length; t++)
            {
                sum[t] += (1 - share) * Math.Min(solar.SolarMw[t] - solar.LoadMw[t], solar.ExportLimitMw);
            }
        }

        return sum;
    }

    public static MixedCentralPlan Central(RoundRequest request)
    {
        var setup = new RoundSetup(request.Terms);
        var programmes = request.Programmes.ToDictionary(programme => programme.Id);
        CentralAgent[] agents = [.. request.Fleet.Members.Select(member =>
        {
            var constraints = setup.Plan.Classes[setup.Plan.ClassOf(member.Group)];
            return programmes.TryGetValue(member.Battery.Id, out var programme)
                ? new CentralAgent(programme, constraints)
                : new CentralAgent(StorageModelFactory.Create(member, setup.Prices).Value, constraints);
        })];
        return MixedCentralScheduler.Solve(agents, setup.Plan.Set, new InteriorPointSolver(), Tight);
    }
}
