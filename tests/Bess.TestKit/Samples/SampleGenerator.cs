using System.Globalization;
using System.Text;
using Bess.Coordination;
using Bess.Coordination.Coupling;
using Bess.Coordination.Fleets;
using Bess.Coordination.Rounds;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;
using Bess.Markets.Synthetic;

namespace Bess.TestKit.Samples;

/// <summary>Makes the data files of the folders below <c>samples/</c>, each from its seed alone.</summary>
/// <remarks>
/// The sample <c>run.json</c> files are written by hand; everything else that a run reads comes from here. Prices and injections are
/// rounded to cents and to 10 W, commitments to 0.01 MW, so that the last digits of a processor's arithmetic do not reach the files.
/// </remarks>
public static class SampleGenerator
{
    private const double CommittedShare = 0.6;
    private const double NeverBindingMw = 1000;
    private static readonly BiddingZone Zone = BiddingZone.DeLu;
    private static readonly DateOnly FirstDay = new(2026, 2, 5);
    private static readonly DateOnly LastDay = new(2026, 3, 11);
    private static readonly DateOnly PlannedDay = new(2026, 3, 10);
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>Names of the samples, which are the names of their folders.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["british-multi-market", "community-3", "feeder-limited", "indian-two-stage", "nordic-three-market", "pv-week", "vpp-50"];

    /// <summary>Makes the data files of one sample.</summary>
    /// <param name="sample">One of <see cref="Names"/>.</param>
    /// <returns>Its files without <c>run.json</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">When there is no such sample.</exception>
    public static async Task<IReadOnlyList<SampleFile>> GenerateAsync(string sample) => sample switch
    {
        "british-multi-market" => [BatteryOf("british-multi-market", SampleFleets.British()), .. SampleMarkets.Britain()],
        "indian-two-stage" => [BatteryOf("indian-two-stage", SampleFleets.Indian()), .. SampleMarkets.India()],
        "nordic-three-market" => [BatteryOf("nordic-three-market", SampleFleets.Nordic()), .. SampleMarkets.Sweden()],
        "pv-week" => [SampleSites.Workshop(), .. SampleMarkets.Germany()],
        "community-3" => [FleetOf(SampleFleets.Community()), PricesOf(Prices(3)), Injection(3)],
        "feeder-limited" => [FleetOf(SampleFleets.Feeders()), PricesOf(Prices(20))],
        "vpp-50" => [FleetOf(SampleFleets.Fifty()), PricesOf(Prices(50)), await CommitmentAsync(SampleFleets.Fifty(), Prices(50))],
        _ => throw new ArgumentOutOfRangeException(nameof(sample), sample, $"Expected one of {string.Join(", ", Names)}, was '{sample}'."),
    };

    private static SampleFile BatteryOf(string name, FleetMember member) => new("battery.json", FleetFile.ToJson(new Fleet(name, [member])));

    private static SampleFile FleetOf(Fleet fleet) => new("fleet.json", FleetFile.ToJson(fleet));

    private static PriceSeries Prices(int seed) => SyntheticPrices.Generate(Zone, FirstDay, LastDay, Step, seed);

    private static SampleFile PricesOf(PriceSeries prices)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        PriceCsvWriter.Write(prices, writer);
        return new SampleFile("prices.csv", writer.ToString());
    }

    /// <summary>A share of what the fleet does on the prices of the day before: the same share of every battery's plan keeps it.</summary>
    private static async Task<SampleFile> CommitmentAsync(Fleet fleet, PriceSeries prices)
    {
        var dayBefore = prices.Slice(Zone.Clock.Day(PlannedDay.AddDays(-1), Step));
        var steps = dayBefore.Grid.Count;
        var free = new PowerLimit([.. Enumerable.Repeat(-NeverBindingMw, steps)], [.. Enumerable.Repeat(NeverBindingMw, steps)]);
        var request = new RoundRequest
        {
            Id = "free",
            Fleet = fleet,
            Scenarios = ScenarioSet.Single(dayBefore),
            Coupling = new CouplingSpecification { Limits = [free] },
            Options = new RoundOptions { GapTolerance = 1e-8, ResidualTolerance = 1e-8 },
        };
        using var plant = new LocalVirtualPowerPlant();
        var result = (await plant.CoordinateAsync(request)).Value;
        return Power(
            "commitment.csv", "0.6 times what the fleet, free of any promise, would do at the prices of the day before", decimals: 2,
            (t, _) => CommittedShare * result.Coupling[0].PowerMw[t]);
    }

    /// <summary>Load with an evening peak and a roof with its bell of sun under seeded clouds, behind one connection; export positive.</summary>
    private static SampleFile Injection(int seed)
    {
        var random = new Random(seed);
        return Power("injection.csv", "load of the three sites and the school's roof, made up", decimals: 5, (_, hour) =>
        {
            var load = (0.0012 + (0.0016 * Bell(hour, 19, 2))) * (0.95 + (0.1 * random.NextDouble()));
            var roof = 0.006 * Bell(hour, 12.5, 1.9) * (0.9 + (0.1 * random.NextDouble()));
            return roof - load;
        });
    }

    private static double Bell(double hour, double centre, double width) => Math.Exp(-0.5 * Math.Pow((hour - centre) / width, 2));

    /// <summary>A file of powers on the planned day; the function gets the step and the local hour of its middle.</summary>
    private static SampleFile Power(string name, string comment, int decimals, Func<int, double, double> powerMw)
    {
        var grid = Zone.Clock.Day(PlannedDay, Step);
        var text = new StringBuilder($"# synthetic: {comment}\ntimestamp_utc,power_mw\n");
        for (var t = 0; t < grid.Count; t++)
        {
            var hour = (Zone.Clock.LocalTime(grid.StartOf(t)).TimeOfDay + (Step / 2)).TotalHours;
            // Adding zero turns a rounded -0 into 0.
            var rounded = Math.Round(powerMw(t, hour), decimals) + 0.0;
            text.Append(CultureInfo.InvariantCulture, $"{UtcText.Of(grid.StartOf(t))},{rounded:0.#####}\n");
        }

        return new SampleFile(name, text.ToString());
    }
}
