using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Strategies;
using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Domain.Reserve;
using Bess.Domain.Series;
using Bess.Markets.Settlement;
using Bess.Scheduling.Plants;
using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Running;

/// <summary>Whatever a strategy does: what the engine makes of it is a feasible point of the ceiling's programme, worth no less there.</summary>
public sealed class CeilingBoundTests : IDisposable
{
    private const int Days = 4;
    private const double Slack = 1e-6;
    private static readonly DateOnly First = new(2025, 3, 29);
    private readonly string _ledger = Path.GetTempFileName();

    public void Dispose() => File.Delete(_ledger);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_RandomStrategyPlantAndMarket_IsAPointOfItsCeiling(int seed)
    {
        var (request, strategy, redispatches) = Case(seed);

        var outcome = Backtester.Run(request, Parts(_ => strategy), _ledger).Value;

        Assert.True(outcome.Net <= outcome.Ceiling.Net, $"{outcome.Net} above {outcome.Ceiling.Net}");
        var value = CeilingPlanner.ValueOf(request, redispatches, outcome.Days, Slack);
        Assert.NotNull(value);
        Assert.True((double)outcome.Net <= value + 0.5, $"{outcome.Net} above {value} of the programme");
        Assert.Equal(outcome.Net, outcome.Days.Sum(day => day.Streams.Values.Sum()));
        Assert.Empty(LedgerCheck.Check(_ledger));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    internal static (BacktestRequest Request, IStrategy Strategy, bool Redispatches) Case(int seed)
    {
        var chance = new Random(seed);
        var redispatches = chance.Next(2) == 0;
        var market = RandomMarket(chance, seed);
        var request = Request(market, First, First.AddDays(Days - 1), RandomPlant(chance), chance.Next(3) == 0 ? PlantSettings.Ideal : new PlantSettings
        {
            EfficiencyFactor = 1 - (0.1 * chance.NextDouble()),
            AuxiliaryShare = 0.05 * chance.NextDouble(),
            TrackingError = 0.1 * chance.NextDouble(),
            Seed = seed,
        });
        return (request, RandomStrategy(chance.Next(), market, redispatches), redispatches);
    }

    private static BacktestMarket RandomMarket(Random chance, int seed)
    {
        // With negative prices, spikes, missing hours and, in half of the markets, a change of the step.
        var dayAhead = (chance.Next(2) == 0 ? Prices(First, First.AddDays(Days), seed, Hour)
            : Prices(First, First.AddDays(1), seed, Hour).Concat(Prices(First.AddDays(2), First.AddDays(Days), seed, Quarter)))
            .Select(one => one with { Value = one.Value + (chance.Next(12) == 0 ? 400 * (chance.NextDouble() - 0.6) : 0) })
            .Where(_ => chance.Next(40) != 0).ToArray();
        var realTime = chance.Next(4) == 0 ? null : Prices(First, First.AddDays(Days), seed + 1000, Quarter)
            .Select(one => one with { Value = one.Value + (200 * (chance.NextDouble() - 0.5)), KnownAt = one.End }).Where(_ => chance.Next(60) != 0).ToArray();
        var market = Of(dayAhead, realTime, new MarketFees(chance.NextDouble(), chance.NextDouble(), chance.NextDouble()));
        market = market with { Deviation = seed % 3 == 0 ? DeviationRule.IndianNormalRate : DeviationRule.Imbalance };
        return chance.Next(2) == 0 ? market : WithReserves(market, chance);
    }

    private static BacktestMarket WithReserves(BacktestMarket market, Random chance)
    {
        var series = new Dictionary<SeriesId, ObservedSeries>(market.Series);
        var reserves = new List<ReserveMarket>();
        foreach (var (product, name) in new[] { (ReserveProducts.FcrN, "fcr_n"), (ReserveProducts.FcrDUp, "fcr_d_up"), (ReserveProducts.DrHigh with { MinimumBidMw = 0.1, BidStepMw = 0.1 }, "drh") })
        {
            var id = new SeriesId("DE_LU", name + "_eur_per_mw_h");
            var values = Prices(First, First.AddDays(Days), 1, Hour).Select(one => one with { Value = Math.Round((40 * chance.NextDouble()) - 5, 2) }).ToArray();
            series[id] = new ObservedSeries(id, values, new Provenance("test", null, true));
            reserves.Add(new ReserveMarket(product, id));
        }

        return market with { Series = series, Reserves = reserves };
    }

    private static StoragePlant RandomPlant(Random chance)
    {
        var start = chance.Next(4) switch { 0 => 0.05, 1 => 1.95, _ => 0.2 + (1.6 * chance.NextDouble()) };
        return new StoragePlant
        {
            Battery = new Battery(new BatterySpecification
            {
                Id = "random",
                EnergyCapacityMwh = 2,
                ChargeLimitMw = 0.3 + chance.NextDouble(),
                DischargeLimitMw = 0.3 + chance.NextDouble(),
                ChargeEfficiency = 0.8 + (0.2 * chance.NextDouble()),
                DischargeEfficiency = 0.8 + (0.2 * chance.NextDouble()),
                MinimumEnergyMwh = 0.2,
                MaximumEnergyMwh = 1.8,
                RampLimitMw = chance.Next(3) == 0 ? 0.3 : null,
            }),
            InitialEnergyMwh = start,
            StandingLossPerHour = chance.Next(3) == 0 ? 0.002 : 0,
            CyclesPerDay = chance.Next(3) == 0 ? 0.7 : null,
            Wear = new WearCost
            {
                ThroughputPerMwh = chance.Next(3),
                DischargedPerMwh = chance.Next(3),
                CycleDepth = chance.Next(3) == 0 ? [new CycleDepthSegment(0.6, 1), new CycleDepthSegment(1, 6)] : [],
            },
        };
    }

    /// <summary>Wishes without sense or measure, some of them with the real-time price in hand.</summary>
    private static FunctionStrategy RandomStrategy(int seed, BacktestMarket market, bool redispatches)
    {
        var chance = new Random(seed);
        DayDecision Decide(DayContext context) => new()
        {
            PositionMw = [.. Enumerable.Range(0, context.Grid.Count).Select(_ => chance.Next(3) == 0 ? 0 : 3 * (chance.NextDouble() - 0.5))],
            ReserveMw = chance.Next(3) == 0 ? [] : [.. context.Market.Reserves.Select(_ => Enumerable.Repeat(0.6 * chance.NextDouble(), context.Grid.Count).ToArray())],
        };
        double Dispatch(StepContext context)
        {
            var price = market.RealTime is { } id ? market.Series[id].On(context.Day.Grid)[context.Step] : double.NaN;
            return double.IsNaN(price) || chance.Next(4) == 0 ? 3 * (chance.NextDouble() - 0.5) : price > context.DayAheadPricePerMwh[context.Step] ? 2 : -2;
        }

        return new FunctionStrategy(Decide, redispatches ? Dispatch : null, seesFuture: true);
    }
}
