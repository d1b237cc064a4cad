using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Benchmarks.Markets;

/// <summary>A year of made-up prices with the traits of a market with much sun and wind: negative noons, evening peaks, spikes in real time.</summary>
/// <remarks>Nothing here comes from a market. The same seed gives the same year, and a day does not depend on how many days are asked for.</remarks>
internal sealed class SyntheticMarket
{
    private const int HoursOfDay = 24;
    private const int DaysOfYear = 365;
    private const double HourPersistence = 0.8;
    private const double DayPersistence = 0.7;
    private readonly double[] _wind = new double[DaysOfYear + 7];
    private readonly int _seed;

    public SyntheticMarket(int seed)
    {
        _seed = seed;
        var random = new Random(seed);
        for (var day = 1; day < _wind.Length; day++)
            _wind[day] = (DayPersistence * _wind[day - 1]) + (Math.Sqrt(1 - (DayPersistence * DayPersistence)) * Normal(random));
    }

    private static DateTimeOffset Start => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The battery of the golden family C: 200 MWh, 50 MW.</summary>
    public static Battery Battery { get; } = new(new BatterySpecification
    {
        Id = "bench",
        EnergyCapacityMwh = 200,
        ChargeLimitMw = 50,
        DischargeLimitMw = 50,
        ChargeEfficiency = 0.92,
        DischargeEfficiency = 0.93,
        MinimumEnergyMwh = 20,
        MaximumEnergyMwh = 180,
        DegradationCostPerMwh = 4,
    });

    /// <summary>Expected prices of a day, EUR/MWh.</summary>
    public double[] Expected(int day, int hours = HoursOfDay)
    {
        var prices = new double[hours];
        for (var t = 0; t < hours; t++)
        {
            var (date, hour) = (day + (t / HoursOfDay), t % HoursOfDay);
            var summer = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (date + 10) / DaysOfYear));
            var sun = Math.Max(0, Math.Sin((hour - 5) * Math.PI / 14)) * (0.3 + (0.7 * summer));
            var weekend = date % 7 >= 5 ? 15 : 0;
            var peak = (25 * Bell(hour, 8, 2)) + (45 * Bell(hour, 19, 2.2));
            prices[t] = 88 - (18 * summer) - weekend - (70 * sun) - (16 * _wind[date]) + peak;
        }

        return prices;
    }

    /// <summary>Day-ahead and real-time prices of a day, S scenarios of equal weight, [scenario · hours + hour].</summary>
    public (ScenarioSet DayAhead, ScenarioSet RealTime) Scenarios(int day, int count, int hours = HoursOfDay)
    {
        var random = new Random((_seed * 1009) + day);
        var expected = Expected(day, hours);
        double[] dayAhead = new double[count * hours], realTime = new double[count * hours];
        for (var s = 0; s < count; s++)
        {
            double common = 0, spread = 0;
            for (var t = 0; t < hours; t++)
            {
                common = (HourPersistence * common) + (7 * Normal(random));
                spread = (HourPersistence * spread) + (13 * Normal(random));
                var spike = random.NextDouble() < 0.01 ? 200 * random.NextDouble() * (random.NextDouble() < 0.7 ? 1 : -1) : 0;
                dayAhead[(s * hours) + t] = Math.Round(expected[t] + common, 2);
                realTime[(s * hours) + t] = Math.Round(expected[t] + common + spread + spike, 2);
            }
        }

        return (Set("day-ahead", day, dayAhead, count, hours), Set("real-time", day, realTime, count, hours));
    }

    /// <summary>One path of day-ahead prices.</summary>
    public ScenarioSet Realised(int day) => Scenarios(day, 1).DayAhead;

    /// <summary>Prices of a reserve product in each hour of a day, currency per MW and hour; never negative.</summary>
    public double[] Capacity(int day, int product, double mean)
    {
        var random = new Random((_seed * 7919) + (day * 31) + product);
        return [.. Enumerable.Range(0, HoursOfDay).Select(_ => Math.Round(mean * Math.Exp((0.6 * Normal(random)) - 0.18), 2))];
    }

    private static ScenarioSet Set(string name, int day, double[] prices, int count, int hours)
    {
        var grid = new TimeGrid(Start.AddDays(day), TimeSpan.FromHours(1), hours);
        return new ScenarioSet(name, Currency.Eur, grid, prices, [.. Enumerable.Repeat(1.0 / count, count)], grid.Start, new Provenance("synthetic", null, true));
    }

    private static double Bell(double hour, double centre, double width) => Math.Exp(-0.5 * Math.Pow((hour - centre) / width, 2));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
