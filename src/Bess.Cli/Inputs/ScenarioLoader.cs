using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Cli.Inputs;

/// <summary>Makes the scenarios of a run from a scenario file, a price file or the market folder.</summary>
internal static class ScenarioLoader
{
    private const int KeptByDefault = 20;

    /// <summary>Reads the prices; the files read are added to the list.</summary>
    public static Validated<LoadedPrices> Load(RunSpecification specification, List<InputFile> files)
    {
        // A forecast needs no catalogue: the folder of the zone is enough.
        var isForecast = specification is { ForecastPath: not null, ScenariosPath: null, PricesPath: null };
        var unknown = isForecast ? null : UnknownZone(specification);
        if (unknown is not null && specification.ScenariosPath is null && specification.PricesPath is null)
            return Validated<LoadedPrices>.FromFault(unknown);
        var prices = specification switch
        {
            { ScenariosPath: { } path } => FromScenarios(specification, path, files),
            { PricesPath: { } path } => FromPrices(specification, path, files),
            { ForecastPath: { } path } => FromForecast(specification, path, files),
            _ => FromMarket(specification, files),
        };
        return unknown is null ? prices : Validated<LoadedPrices>.FromFaults([unknown, .. prices.Faults]);
    }

    private static Validated<LoadedPrices> FromScenarios(RunSpecification specification, string path, List<InputFile> files) =>
        Sources.Scenarios(path).Bind(set =>
        {
            files.Add(InputFile.Of("scenarios", path));
            var faults = StepFault(specification, set.Grid, Path.GetFileName(path));
            return faults is null
                ? Validated<LoadedPrices>.FromValue(new LoadedPrices(set, ZoneOrNull(specification), []))
                : Validated<LoadedPrices>.FromFault(faults);
        });

    private static Validated<LoadedPrices> FromPrices(RunSpecification specification, string path, List<InputFile> files) =>
        Sources.Prices(path, specification.StepMinutes, ZoneOrNull(specification)).Bind(series =>
        {
            files.Add(InputFile.Of("prices", path));
            var zone = ZoneOrNull(specification) ?? series.Zone;
            if (specification.Day is not { } day)
                return WholeSeries(specification, series, zone);
            if (zone is null)
            {
                return Refuse(specification.OriginOf("day"), "--zone with --day, because days begin and end in local time", "no zone");
            }

            return Planned(specification, series, zone, day);
        });

    private static Validated<LoadedPrices> FromMarket(RunSpecification specification, List<InputFile> files)
    {
        if (specification.MarketPath is not { } folder)
            return Refuse(specification.OriginOf("zone"), "--market-dir FOLDER, or BESS_MARKET_DIR in the environment", "neither");
        if (!Directory.Exists(folder))
            return Refuse(specification.OriginOf("marketFolder"), "a folder of market data", $"'{folder}'");
        var (day, zone) = (specification.Day!.Value, ZoneOrNull(specification)!);
        var rule = specification.Rule ?? ScenarioRule.Default;
        return Sources.DayAhead(folder, specification.ZoneName!, day, DaysBefore(rule), specification.StepMinutes).Bind(series =>
        {
            files.AddRange(Sources.DayAheadFiles(folder, zone).Select(file => InputFile.Of("market", file)));
            return Planned(specification, series, zone, day);
        });
    }

    private static Validated<LoadedPrices> FromForecast(RunSpecification specification, string path, List<InputFile> files)
    {
        if (specification.MarketPath is not { } folder)
            return Refuse(specification.OriginOf("forecast"), "--market-dir FOLDER, or BESS_MARKET_DIR in the environment", "neither");
        var order = new ScenarioOrder
        {
            MarketPath = folder,
            ZoneName = specification.ZoneName!,
            Day = specification.Day,
            AsOf = specification.AsOf,
            ModelPath = path is ScenarioOrder.Persistence ? null : path,
            StepMinutes = specification.StepMinutes,
            To = specification.ScenarioCount ?? KeptByDefault,
            Seed = specification.ScenarioSeed ?? 1,
        };
        return ForecastScenarioLoader.Load(order).Map(made =>
        {
            files.AddRange(made.Files.Select(file => InputFile.Of(file == order.ModelPath ? "forecast" : "market", file)));
            return new LoadedPrices(made.Scenarios.ToPrices(0, made.CurrencyOf(0)), made.Zone, made.Notes());
        });
    }

    private static Validated<LoadedPrices> WholeSeries(RunSpecification specification, PriceSeries series, BiddingZone? zone)
    {
        if (specification.Rule is { HistoryDays: > 0 })
            return Refuse(specification.OriginOf("scenarios"), "--day with history:N, to say which day is planned and which are history", "no day");
        return Complete(series).Map(whole => new LoadedPrices(
            ScenarioSet.Single(whole), zone, ["one scenario: the price series itself"]));
    }

    private static Validated<LoadedPrices> Planned(RunSpecification specification, PriceSeries series, BiddingZone zone, DateOnly day)
    {
        var rule = specification.Rule ?? ScenarioRule.Default;
        var grid = zone.Clock.Day(day, series.Grid.Step);
        if (series.Grid.OffsetOf(grid) < 0)
        {
            return Refuse(
                new Origin(series.Provenance.Source, "timestamp_utc"),
                $"all of {day:yyyy-MM-dd}, {zone.Clock} time ({UtcText.Of(grid.Start)} to {UtcText.Of(grid.End)})",
                $"{UtcText.Of(series.Grid.Start)} to {UtcText.Of(series.Grid.End)}");
        }

        if (rule.HistoryDays == 0)
        {
            return Complete(series.Slice(grid)).Map(
                one => new LoadedPrices(ScenarioSet.Single(one), zone, ["one scenario: the prices of the day itself"]));
        }

        var note = string.Create(
            CultureInfo.InvariantCulture, $"{rule.HistoryDays} scenarios from the shapes of the {rule.HistoryDays} days before {day:yyyy-MM-dd}");
        return Sources.History(series, zone, day, rule.HistoryDays).Map(set => new LoadedPrices(set, zone, [note]));
    }

    // A day whose prices are out is varied by how days deviate from the mean of the seven days before them.
    private static int DaysBefore(ScenarioRule rule) => rule.HistoryDays == 0 ? 0 : rule.HistoryDays + 7;

    private static Validated<PriceSeries> Complete(PriceSeries series)
    {
        if (series.MissingCount == 0)
            return Validated<PriceSeries>.FromValue(series);
        return Validated<PriceSeries>.FromFaults(Enumerable.Range(0, series.Grid.Count).Where(series.IsMissing).Select(t => new Fault(
            series.Provenance.Source, $"{series.Name}[{UtcText.Of(series.Grid.StartOf(t))}]", "a price", "none (missing)")));
    }

    private static Fault? StepFault(RunSpecification specification, TimeGrid grid, string file) =>
        specification.StepMinutes is { } minutes && grid.Step != TimeSpan.FromMinutes(minutes)
            ? new Fault(file, "timestamp_utc", $"a step of {minutes} min", string.Create(CultureInfo.InvariantCulture, $"{grid.Step.TotalMinutes} min"))
            : null;

    private static Fault? UnknownZone(RunSpecification specification)
    {
        if (specification.ZoneName is null || ZoneOrNull(specification) is not null)
            return null;
        var known = string.Join(", ", BiddingZone.Catalogue.Select(each => each.Name));
        return specification.OriginOf("zone").Fault($"one of {known}", $"'{specification.ZoneName}'");
    }

    private static BiddingZone? ZoneOrNull(RunSpecification specification) =>
        BiddingZone.TryFind(specification.ZoneName, out var zone) ? zone : null;

    private static Validated<LoadedPrices> Refuse(Origin origin, string expected, string actual) =>
        Validated<LoadedPrices>.FromFault(origin.Fault(expected, actual));
}
