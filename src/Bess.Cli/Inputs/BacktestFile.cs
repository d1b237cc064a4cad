using System.Globalization;
using Bess.Backtesting.Strategies;
using Bess.Cli.Commands.Forecast;
using Bess.Domain;

namespace Bess.Cli.Inputs;

/// <summary>Reads backtest.json: what a backtest runs, with paths relative to the file.</summary>
internal static class BacktestFile
{
    public const string FileName = "backtest.json";

    private const int MostScenarios = 10_000;
    private const int MostHorizonDays = 14;
    private const string NotNegative = "a number >= 0";

    // Those that are checked against data, with their options.
    private static readonly (string Field, string Option)[] Located =
        [("zone", "--zone"), ("marketFolder", "--market-dir"), ("from", "--from"), ("to", "--to"), ("realTime", "--real-time")];

    private static readonly IReadOnlyDictionary<string, bool> Switch = new Dictionary<string, bool> { ["on"] = true, ["off"] = false };
    private static readonly IReadOnlyDictionary<string, bool> Plants = new Dictionary<string, bool> { ["real"] = false, ["ideal"] = true };

    /// <summary>Reads a file, or backtest.json in a folder.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>What it says, or every fault of it with line and field.</returns>
    public static Validated<BacktestSpecification> Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return JsonForm.Read(file).Bind(root =>
        {
            var faults = new List<Fault>();
            var form = new JsonForm(root, Path.GetFileName(file), faults);
            var specification = Specification(form, Path.GetDirectoryName(Path.GetFullPath(file))!);
            return faults.Count > 0
                ? Validated<BacktestSpecification>.FromFaults(faults)
                : Validated<BacktestSpecification>.FromValue(specification);
        });
    }

    private static BacktestSpecification Specification(JsonForm form, string folder)
    {
        form.Number("schemaVersion", "1", version => version == 1, required: true);
        form.Ignore("$schema");
        form.Ignore("description");
        var specification = new BacktestSpecification
        {
            Zone = form.Text("zone"),
            MarketPath = form.PathIn("marketFolder", folder),
            From = form.Date("from"),
            To = form.Date("to"),
            Strategy = form.Word("strategy", StrategyCatalog.Names.Keys),
            BatteryPath = form.PathIn("battery", folder),
            SitePath = form.PathIn("site", folder),
            Lambda = form.Number("lambda", NotNegative, value => value >= 0),
            Scenarios = form.Whole("scenarios", 1, MostScenarios),
            KeptScenarios = form.Whole("keep", 1, MostScenarios),
            HorizonDays = form.Whole("horizonDays", 1, MostHorizonDays),
            SellsReserve = form.OneOf("reserve", Switch),
            RealTime = form.Text("realTime"),
            Clock = form.Word("clock", ForecastDataOptions.Clocks.Keys),
            Gate = Gate(form),
            IsPlantIdeal = form.OneOf("plant", Plants),
            Seed = form.Whole("seed", 0),
            Origins = Located.ToDictionary(pair => pair.Option, pair => form.OriginOf(pair.Field)),
        };
        if (form.Form("fees") is { IsObject: true } fees)
            specification = WithFees(specification, fees);
        RefuseBesideSite(form, specification);
        if (specification.From > specification.To)
            form.Refuse("from", $"a day not after 'to', {specification.To:yyyy-MM-dd}", $"{specification.From:yyyy-MM-dd}");
        form.RefuseOthers();
        return specification;
    }

    // A site has its own battery and fees, and sells no reserve.
    private static void RefuseBesideSite(JsonForm form, BacktestSpecification said)
    {
        if (said.SitePath is null)
            return;
        (string Field, bool IsGiven)[] foreign =
        [
            ("battery", said.BatteryPath is not null), ("lambda", said.Lambda is not null), ("scenarios", said.Scenarios is not null),
            ("keep", said.KeptScenarios is not null), ("horizonDays", said.HorizonDays is not null), ("reserve", said.SellsReserve is not null),
            ("realTime", said.RealTime is not null), ("gate", said.Gate is not null),
            ("fees", (said.DayAheadFeePerMwh ?? said.RealTimeFeePerMwh ?? said.DeviationCostPerMwh) is not null),
        ];
        foreach (var (field, _) in foreign.Where(one => one.IsGiven))
            form.Refuse(field, "nothing beside 'site'", "the field");
    }

    private static BacktestSpecification WithFees(BacktestSpecification specification, JsonForm fees)
    {
        var read = specification with
        {
            DayAheadFeePerMwh = fees.Number("dayAheadPerMwh", NotNegative, value => value >= 0),
            RealTimeFeePerMwh = fees.Number("realTimePerMwh", NotNegative, value => value >= 0),
            DeviationCostPerMwh = fees.Number("deviationPerMwh", NotNegative, value => value >= 0),
        };
        fees.RefuseOthers();
        return read;
    }

    private static TimeOnly? Gate(JsonForm form)
    {
        var text = form.Text("gate");
        if (text is null)
            return null;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        form.Refuse("gate", "a time such as 12:00", $"'{text}'");
        return null;
    }
}
