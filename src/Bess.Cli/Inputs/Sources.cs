using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Coordination.Fleets;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Forecasting.Scenarios;
using Bess.Markets.Sources.Csv;
using Bess.Markets.Synthetic;

namespace Bess.Cli.Inputs;

/// <summary>The readers and makers of the libraries, in the words of the tool's commands.</summary>
internal static class Sources
{
    private const int SpareDays = 7;

    /// <summary>A fleet; faults name the file without its folder.</summary>
    public static Validated<Fleet> Fleet(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return FleetFile.Parse(File.ReadAllBytes(path), name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<Fleet>.FromFault(new Fault(name, "", "a readable file", InputFiles.Why(error, path)));
        }
    }

    /// <summary>The text of a fleet file of made-up batteries.</summary>
    public static string GenerateFleet(int batteries, int seed) =>
        FleetFile.ToJson(FleetGenerator.Generate(batteries, seed, string.Create(CultureInfo.InvariantCulture, $"made-up-{batteries}-{seed}")));

    public static Validated<PriceSeries> Prices(string path, int? stepMinutes, BiddingZone? zone) =>
        PriceCsvReader.Read(path, new PriceCsvOptions { Step = Step(stepMinutes), Zone = zone });

    public static Validated<ScenarioSet> Scenarios(string path) => ScenarioCsv.Read(path);

    /// <summary>
    /// Day-ahead prices of a local day and of as many days before it, from a folder of market data; a week more when there is
    /// one, for days that are incomplete.
    /// </summary>
    public static Validated<PriceSeries> DayAhead(string folder, string zone, DateOnly day, int daysBefore, int? stepMinutes)
    {
        var market = new MarketFolder(folder);
        Validated<PriceSeries> From(int days) => market.ReadDayAhead(new DayAheadQuery(zone, day.AddDays(-days), day) { Step = Step(stepMinutes) });
        var withSpare = daysBefore > 0 ? From(daysBefore + SpareDays) : null;
        return withSpare is { IsValid: true } ? withSpare : From(daysBefore);
    }

    /// <summary>The files that reading day-ahead prices of a zone looks at.</summary>
    public static IReadOnlyList<string> DayAheadFiles(string folder, BiddingZone zone) => new MarketFolder(folder).DayAheadFilesOf(zone);

    /// <summary>
    /// Scenarios of a day from the shapes of the days before it, with what is known at 13:00 local time of the day before: the
    /// day-ahead curve is out by then.
    /// </summary>
    public static Validated<ScenarioSet> History(PriceSeries series, BiddingZone zone, DateOnly day, int days)
    {
        var target = zone.Clock.Day(day, series.Grid.Step);
        var knownAt = zone.Clock.InstantOf(day.AddDays(-1), new TimeOnly(13, 0));
        var scenarios = HistoricalShapes.Draw(series, series, target, zone.Clock, days, knownAt);
        return scenarios.IsValid
            ? scenarios
            : Validated<ScenarioSet>.FromFaults(scenarios.Faults.Select(fault => fault with { Location = series.Provenance.Source }));
    }

    /// <summary>The text of a file of made-up prices.</summary>
    public static string Synthesize(BiddingZone zone, DateOnly from, DateOnly to, int stepMinutes, int seed)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        PriceCsvWriter.Write(SyntheticPrices.Generate(zone, from, to, TimeSpan.FromMinutes(stepMinutes), seed), writer);
        return writer.ToString();
    }

    private static TimeSpan? Step(int? minutes) => minutes is { } count ? TimeSpan.FromMinutes(count) : null;
}
