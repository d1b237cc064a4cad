using System.Globalization;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Backtesting.Desk;

/// <summary>Reads the fields of a backtest: those of backtest.json with paths, or of a document that names no file.</summary>
public static class BacktestForm
{
    private const int MostScenarios = 10_000;
    private const int MostHorizonDays = 14;
    private const string NotNegative = "a number >= 0";

    // Those that are checked against data.
    private static readonly string[] Located = ["zone", "marketFolder", "from", "to", "strategy", "realTime"];

    private static readonly IReadOnlyDictionary<string, bool> Switch = new Dictionary<string, bool> { ["on"] = true, [BacktestOrder.Off] = false };
    private static readonly IReadOnlyDictionary<string, bool> Plants = new Dictionary<string, bool> { ["real"] = false, ["ideal"] = true };

    /// <summary>Reads a backtest.json: battery, site and market folder are paths.</summary>
    /// <param name="root">The document.</param>
    /// <param name="source">Name of the file, for faults.</param>
    /// <param name="folder">Folder to which paths refer.</param>
    public static Validated<BacktestSpecification> Read(LocatedNode root, string source, string folder)
    {
        var faults = new List<Fault>();
        var form = new JsonForm(root, source, faults);
        form.Number("schemaVersion", "1", version => version == 1, required: true);
        form.Ignore("$schema");
        form.Ignore("description");
        var said = Fields(form) with
        {
            MarketPath = form.PathIn("marketFolder", folder),
            BatteryPath = form.PathIn("battery", folder),
            SitePath = form.PathIn("site", folder),
        };
        return End(form, said, faults);
    }

    /// <summary>Reads a document in which battery and site stand themselves; no path is a field of it, so that it names no file.</summary>
    /// <param name="text">The document, UTF-8.</param>
    /// <param name="source">Its name, for faults.</param>
    /// <param name="market">The field <c>market</c>: which of several market folders is meant, by name; null when it is not there.</param>
    public static Validated<BacktestSpecification> Parse(byte[] text, string source, out string? market)
    {
        market = null;
        var faults = new List<Fault>();
        var root = LocatedNode.Parse(text, source, faults);
        if (root is null || faults.Count > 0)
            return Validated<BacktestSpecification>.FromFaults(faults);
        var form = new JsonForm(root, source, faults);
        if (!form.IsObject)
            return Validated<BacktestSpecification>.FromFaults(faults);
        form.Number("schemaVersion", "1", version => version == 1);
        form.Ignore("kind");
        form.Ignore("description");
        market = form.Text("market");
        var said = Fields(form) with
        {
            FrontierLambdas = form.Numbers("frontier", "weights >= 0, each once", weights => weights.All(weight => weight >= 0) && weights.Distinct().Count() == weights.Count),
            Battery = Part(form, root, "battery", faults, node => BatteryFile.Read(node, source)),
            Site = Part(form, root, "site", faults, node => SiteFile.Read(node, source)),
        };
        return End(form, said, faults);
    }

    private static T? Part<T>(JsonForm form, LocatedNode root, string name, List<Fault> faults, Func<LocatedNode, Validated<T>> read)
        where T : class
    {
        if (form.Form(name) is not { IsObject: true } || root.Find(name) is not { } node)
            return null;
        var part = read(node);
        faults.AddRange(part.Faults);
        return part.IsValid ? part.Value : null;
    }

    private static BacktestSpecification Fields(JsonForm form)
    {
        var said = new BacktestSpecification
        {
            Zone = form.Text("zone"),
            From = form.Date("from"),
            To = form.Date("to"),
            Strategy = form.Word("strategy", BacktestStrategies.All),
            Lambda = form.Number("lambda", NotNegative, value => value >= 0),
            Scenarios = form.Whole("scenarios", 1, MostScenarios),
            KeptScenarios = form.Whole("keep", 1, MostScenarios),
            HorizonDays = form.Whole("horizonDays", 1, MostHorizonDays),
            CyclesPerDay = form.Number("cyclesPerDay", NotNegative, value => value >= 0),
            SellsReserve = form.OneOf("reserve", Switch),
            RealTime = form.Text("realTime"),
            Clock = form.Word("clock", BacktestOrder.Clocks.Keys),
            Gate = Gate(form),
            IsPlantIdeal = form.OneOf("plant", Plants),
            Seed = form.Whole("seed", 0),
            Origins = Located.ToDictionary(field => field, form.OriginOf),
        };
        return form.Form("fees") is { IsObject: true } fees ? WithFees(said, fees) : said;
    }

    private static Validated<BacktestSpecification> End(JsonForm form, BacktestSpecification said, List<Fault> faults)
    {
        RefuseBesideSite(form, said);
        if (said.From > said.To)
            form.Refuse("from", $"a day not after 'to', {said.To:yyyy-MM-dd}", $"{said.From:yyyy-MM-dd}");
        form.RefuseOthers();
        return faults.Count > 0 ? Validated<BacktestSpecification>.FromFaults(faults) : Validated<BacktestSpecification>.FromValue(said);
    }

    // A site has its own battery and fees, and sells no reserve.
    private static void RefuseBesideSite(JsonForm form, BacktestSpecification said)
    {
        if (said.SitePath is null && said.Site is null)
            return;
        (string Field, bool IsGiven)[] foreign =
        [
            ("battery", said.BatteryPath is not null || said.Battery is not null), ("lambda", said.Lambda is not null), ("scenarios", said.Scenarios is not null),
            ("keep", said.KeptScenarios is not null), ("horizonDays", said.HorizonDays is not null), ("cyclesPerDay", said.CyclesPerDay is not null), ("reserve", said.SellsReserve is not null),
            ("realTime", said.RealTime is not null), ("gate", said.Gate is not null),
            ("frontier", said.FrontierLambdas is not null), ("fees", (said.DayAheadFeePerMwh ?? said.RealTimeFeePerMwh ?? said.DeviationCostPerMwh) is not null),
        ];
        foreach (var (field, _) in foreign.Where(one => one.IsGiven))
            form.Refuse(field, "nothing beside 'site'", "the field");
        if (said.Site is not null && said.Strategy is { } strategy && BacktestStrategies.Check(strategy, isSite: true) is { } fault)
            form.Refuse(fault.Field, fault.Expected, fault.Actual);
    }

    private static BacktestSpecification WithFees(BacktestSpecification said, JsonForm fees)
    {
        var read = said with
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
