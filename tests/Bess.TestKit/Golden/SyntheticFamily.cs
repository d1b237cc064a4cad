using System.Text.Json;

namespace Bess.TestKit.Golden;

/// <summary>Made-up instances of the golden families, of any size, from a seed; the fields are those of the golden files.</summary>
/// <remarks>Prices are a daily shape with noise, in EUR/MWh. Nothing here comes from a market. Expected objectives are NaN.</remarks>
public sealed class SyntheticFamily
{
    private readonly Random _random;

    private SyntheticFamily(int seed) => _random = new Random(seed);

    /// <summary>Family A, the local agent's QP.</summary>
    /// <param name="steps">T.</param>
    /// <param name="scenarios">S.</param>
    /// <param name="seed">Seed.</param>
    public static GoldenProblem Agent(int steps, int scenarios, int seed)
    {
        var make = new SyntheticFamily(seed);
        var fields = make.Battery("A", steps, 2.0, 1.8, 0.85, 0.9);
        fields["alpha"] = 0.05;
        fields["lam"] = 0.5;
        fields["rho"] = 10.0;
        fields["c_deg"] = 2.0;
        fields["z"] = make.Vector(steps, -1.0, 1.0);
        fields["price"] = make.Prices(scenarios, steps, 60.0, 25.0, 12.0);
        return Build(fields);
    }

    /// <summary>Family B, the central plant of N batteries, T = 24 and S = 20.</summary>
    /// <param name="batteries">N.</param>
    /// <param name="seed">Seed.</param>
    public static GoldenProblem Plant(int batteries, int seed)
    {
        const int Steps = 24;
        var make = new SyntheticFamily(seed);
        double[] capacity = make.Vector(batteries, 1.5, 2.5);
        double[] Share(double from, double to) => [.. capacity.Select(c => Math.Round(c * make.Uniform(from, to), 4))];
        double[] initial = Share(0.35, 0.6);
        return Build(new Dictionary<string, object>
        {
            ["family"] = "B",
            ["T"] = Steps,
            ["N"] = batteries,
            ["dt"] = 1.0,
            ["alpha"] = 0.05,
            ["penalty"] = 150.0,
            ["price"] = make.Prices(20, Steps, 60.0, 25.0, 12.0),
            ["basis"] = Enumerable.Range(0, batteries).Select(_ => make.Noise(Steps, 5.0)).ToArray(),
            ["cap"] = capacity,
            ["pmax"] = make.Vector(batteries, 1.5, 2.2),
            ["eta_c"] = make.Vector(batteries, 0.84, 0.9),
            ["eta_d"] = make.Vector(batteries, 0.86, 0.93),
            ["e_min"] = capacity.Select(c => 0.1 * c).ToArray(),
            ["e_max"] = capacity.Select(c => 0.9 * c).ToArray(),
            ["e0"] = initial,
            ["eT_min"] = initial,
            ["c_deg"] = make.Vector(batteries, 2.0, 4.0),
            ["lam"] = make.Vector(batteries, 0.1, 1.0),
            ["P"] = make.Vector(Steps, -0.3 * batteries, 0.3 * batteries),
        });
    }

    /// <summary>Family C, two stages.</summary>
    /// <param name="steps">T.</param>
    /// <param name="scenarios">S.</param>
    /// <param name="seed">Seed.</param>
    public static GoldenProblem TwoStage(int steps, int scenarios, int seed)
    {
        var make = new SyntheticFamily(seed);
        var fields = make.Battery("C", steps, 200.0, 50.0, 0.92, 0.93);
        fields["alpha"] = 0.05;
        fields["lam"] = 0.3;
        fields["c_deg"] = 4.0;
        fields["fee"] = 3.0;
        fields["r_max"] = 100.0;
        double[][] dayAhead = make.Prices(scenarios, steps, 60.0, 25.0, 10.0);
        fields["price_da"] = dayAhead;
        fields["price_rt"] = dayAhead.Select(path => path.Zip(make.Noise(steps, 20.0), (p, n) => Math.Round(p + n, 2)).ToArray()).ToArray();
        return Build(fields);
    }

    /// <summary>Family D, a store and generation behind one connection, with negative prices at noon.</summary>
    /// <param name="steps">T.</param>
    /// <param name="seed">Seed.</param>
    public static GoldenProblem Connection(int steps, int seed)
    {
        var make = new SyntheticFamily(seed);
        var fields = make.Battery("D", steps, 2.0, 1.8, 0.85, 0.9);
        fields["c_deg"] = 2.0;
        fields["imp_max"] = 2.5;
        fields["exp_max"] = 1.5;
        fields["grid_fee"] = 6.0;
        double Sun(int t) => Math.Max(0.0, Math.Sin(((t % 24) - 6) * Math.PI / 12.0));
        fields["price"] = Enumerable.Range(0, steps).Select(t => Math.Round(40.0 - (70.0 * Sun(t)) + (15.0 * make.Normal()), 2)).ToArray();
        fields["pv"] = Enumerable.Range(0, steps).Select(t => Math.Round(3.2 * Sun(t) * make.Uniform(0.4, 1.0), 2)).ToArray();
        fields["load"] = make.Vector(steps, 0.2, 0.9);
        return Build(fields);
    }

    /// <summary>Family E, a year of chained days.</summary>
    /// <param name="days">Number of days.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>The days; each takes the energy that the day before left.</returns>
    public static IReadOnlyList<Func<double, GoldenFamilyE.Day>> ReserveDays(int days, int seed)
    {
        var make = new SyntheticFamily(seed);
        int hours = 24 * days;
        var fields = make.Battery("E", 24, 2.0, 1.8, 0.85, 0.9);
        fields["c_deg"] = 2.0;
        fields["fcrn_hours"] = 1.0;
        fields["fcrd_hours"] = 0.333333;
        fields["fcrn_act"] = 0.08;
        fields["price"] = make.Prices(1, hours, 45.0, 20.0, 15.0)[0];
        fields["p_fcrn"] = make.Vector(hours, 2.0, 40.0);
        fields["p_fcrdu"] = make.Vector(hours, 0.5, 20.0);
        fields["p_fcrdd"] = make.Vector(hours, 0.5, 25.0);
        return GoldenFamilyE.ChainedDays(JsonSerializer.SerializeToElement(fields));
    }

    private static GoldenProblem Build(Dictionary<string, object> fields)
    {
        fields["expected"] = new Dictionary<string, object> { ["objective"] = 0.0 };
        return GoldenProblem.Build(JsonSerializer.SerializeToElement(fields)) with { ExpectedObjective = double.NaN };
    }

    private Dictionary<string, object> Battery(string family, int steps, double capacity, double power, double etaC, double etaD) => new()
    {
        ["family"] = family,
        ["T"] = steps,
        ["dt"] = 1.0,
        ["cap"] = capacity,
        ["pmax"] = power,
        ["eta_c"] = etaC,
        ["eta_d"] = etaD,
        ["e_min"] = 0.1 * capacity,
        ["e_max"] = 0.9 * capacity,
        ["e0"] = 0.5 * capacity,
        ["eT_min"] = 0.5 * capacity,
    };

    private double Uniform(double from, double to) => from + ((to - from) * _random.NextDouble());

    private double Normal() => Math.Sqrt(-2.0 * Math.Log(1.0 - _random.NextDouble())) * Math.Cos(2.0 * Math.PI * _random.NextDouble());

    private double[] Vector(int count, double from, double to) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(Uniform(from, to), 4))];

    private double[] Noise(int count, double deviation) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(deviation * Normal(), 2))];

    private double[][] Prices(int scenarios, int steps, double level, double swing, double noise) => [.. Enumerable.Range(0, scenarios).Select(_ =>
    {
        double shift = 0.5 * noise * Normal();
        return Enumerable.Range(0, steps)
            .Select(t => Math.Round(level + shift + (swing * Math.Sin((t - 9) * Math.PI / 6.0)) + (noise * Normal()), 2)).ToArray();
    })];
}
