using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;

namespace Bess.Cli.Commands.Scenarios;

/// <summary>The options of <c>bess scenarios generate</c>.</summary>
internal sealed class GenerateOptions
{
    private static readonly Dictionary<string, int> Orders = new() { ["1"] = 1, ["2"] = 2 };

    private readonly Option<string?> _zone = Options.Text("--zone", "Bidding zone: a subfolder of the market folder (required)", "ZONE").Needed();
    private readonly Option<DateOnly?> _day = Options.Date("--day", "First local day [default: the day after --as-of]");
    private readonly Option<int?> _days = Options.Whole("--days", "Number of local days [default: 1]", 1, 7);
    private readonly Option<DateTimeOffset?> _asOf = Options.Instant(
        "--as-of", "Instant of the decision: nothing published later is used [default: gate closure of the day before]");

    private readonly Option<string?> _forecast = Options.Text(
        "--forecast", "The forecast: a model of bess forecast train, or the last known day with the spread of past ones [default: persistence]", "MODEL|persistence");

    private readonly Option<string[]> _series = new("--series")
    {
        Description = "A series of the zone by its column's name; repeatable, all are drawn together [default: the day-ahead price]",
        HelpName = "NAME",
    };

    private readonly Option<int?> _count = Options.Whole("--count", "Paths to draw [default: 200]", 1, 10000);
    private readonly Option<int?> _to = Options.Whole("--to", "Scenarios to keep of them [default: all]", 1, 10000);
    private readonly Option<int?> _order = Options.OneOf("--order", "Order of the Wasserstein distance of --to [default: 2]", Orders);
    private readonly Option<int?> _seed = Options.Whole("--seed", "Seed; the same seed gives the same scenarios [default: 1]", 0);
    private readonly Option<int?> _past = Options.Whole("--past", "Past days from which is learnt what moves together [default: 90]", 20, 1000);
    private readonly Option<string?> _marketFolder = Options.Text("--market-dir", "Folder of market data [default: BESS_MARKET_DIR]", "FOLDER");
    private readonly Option<int?> _step = Options.Whole("--step", "Step in minutes [default: the finest of the last week]", 1, 1440);

    public Option<string?> Out { get; } = Options.Text("--out", "File to write, which must not exist; further series go beside it (required)", "FILE").Needed();

    public Option<OutputFormat> Output { get; } = Options.Output(OutputFormat.Table, OutputFormat.Json);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _zone, _day, _days, _asOf, _forecast, _series, _count, _to, _order, _seed, _past, _marketFolder, _step, Out, Output })
            command.Add(option);
    }

    public string? Lacking(ParseResult parsed, CliContext context)
    {
        if (parsed.GetValue(_day) is null && parsed.GetValue(_asOf) is null)
            return "--day YYYY-MM-DD or --as-of INSTANT";
        return Market(parsed, context) is null ? "--market-dir FOLDER, or BESS_MARKET_DIR in the environment" : null;
    }

    public ScenarioOrder Order(ParseResult parsed, CliContext context)
    {
        var defaults = new ScenarioOrder { MarketPath = Market(parsed, context)!, ZoneName = parsed.GetValue(_zone)! };
        return defaults with
        {
            Day = parsed.GetValue(_day),
            Days = parsed.GetValue(_days) ?? defaults.Days,
            AsOf = parsed.GetValue(_asOf),
            ModelPath = parsed.GetValue(_forecast) is { } text and not ScenarioOrder.Persistence ? context.Resolve(text) : null,
            Series = parsed.GetValue(_series) ?? [],
            StepMinutes = parsed.GetValue(_step),
            Count = parsed.GetValue(_count) ?? defaults.Count,
            To = parsed.GetValue(_to),
            DistanceOrder = parsed.GetValue(_order) ?? defaults.DistanceOrder,
            Seed = parsed.GetValue(_seed) ?? defaults.Seed,
            PastDays = parsed.GetValue(_past) ?? defaults.PastDays,
        };
    }

    private string? Market(ParseResult parsed, CliContext context)
    {
        var text = parsed.GetValue(_marketFolder) ?? context.Host.EnvironmentVariable("BESS_MARKET_DIR");
        return string.IsNullOrEmpty(text) ? null : context.Resolve(text);
    }
}
