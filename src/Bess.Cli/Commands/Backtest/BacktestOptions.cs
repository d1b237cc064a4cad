using System.CommandLine;
using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Strategies;
using Bess.Domain;

namespace Bess.Cli.Commands.Backtest;

/// <summary>The options that say what is run; the same for every command that runs backtests.</summary>
internal sealed class BacktestOptions
{
    private const string Ideal = "ideal";

    private readonly string _defaultStrategy;
    private readonly Option<string?> _zone;
    private readonly Option<string?> _marketFolder = Options.Text("--market-dir", "Folder of market data, a subfolder a zone [default: BESS_MARKET_DIR]", "FOLDER");
    private readonly Option<DateOnly?> _from = Options.Date("--from", "First local day [default: 364 days before the last, or less when the data begin later]");
    private readonly Option<DateOnly?> _to = Options.Date("--to", "Last local day, included [default: the last whole day of the data]");
    private readonly Option<string?> _strategy;
    private readonly Option<string?> _battery = Options.Text(
        "--battery", "A fleet file with one battery, or the battery object alone [default: 1 MW, 2 MWh, 95 % each way]", "FILE");
    private readonly Option<double?> _lambda = Options.Number(
        "--lambda", "Weight of the CVaR of loss in plans over scenarios [default: 0, of cvar 0.3]", "WEIGHT", "a number >= 0", value => value >= 0);
    private readonly Option<int?> _scenarios = Options.Whole("--scenarios", "Price paths drawn for a day [default: 200]", 1, 10_000);
    private readonly Option<int?> _kept = Options.Whole("--keep", "Paths kept of them for planning [default: 20]", 1, 10_000);
    private readonly Option<int?> _horizon = Options.Whole("--horizon", "Days that a plan looks ahead, where the strategy does not say it itself [default: 2]", 1, 14);
    private readonly Option<double?> _cycles = Options.Number(
        "--cycles-per-day", "Most full discharges of the energy window on a local day [default: no limit]", "CYCLES", "a number >= 0", value => value >= 0);
    private readonly Option<string?> _reserve = Choice("--reserve", "Whether reserve is sold where the zone has a market for it [default: on]", "on", BacktestOrder.Off);
    private readonly Option<string?> _realTime = Options.Text(
        "--real-time", "Column of the price at which departures from the position are settled [default: the zone's own]", "SERIES|off");
    private readonly Option<string?> _clock = Options.Text(
        "--clock", $"Clock of the days: {string.Join(", ", BacktestOrder.Clocks.Keys)} [default: that of the zone in the catalogue, else UTC]", "NAME")
        .Checked(text => BacktestOrder.Clocks.ContainsKey(text) ? null : $"one of {string.Join(", ", BacktestOrder.Clocks.Keys)}");

    private readonly Option<string?> _gate = Options.Text(
        "--gate", "Local time of the day before at which a day is decided [default: gate closure of the day-ahead auction, 12:00 in central Europe]", "HH:MM")
        .Checked(text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "a time such as 12:00");

    private readonly Option<double?> _dayAheadFee = Fee("--fee-day-ahead", "Fee per MWh of day-ahead position [default: 0]");
    private readonly Option<double?> _realTimeFee = Fee("--fee-real-time", "Fee per MWh traded again in real time [default: 0]");
    private readonly Option<double?> _deviation = Fee("--deviation-cost", "Cost per MWh of departing from the position, beside the fee [default: 0]");
    private readonly Option<string?> _plant = Choice("--plant", "The plant that runs the plan: a little worse than planned, or exactly as planned [default: real]", "real", Ideal);
    private readonly Option<int?> _seed = Options.Whole("--seed", "Seed of everything random [default: 1]", 0);

    public BacktestOptions(string defaultStrategy, bool withLambda = true, bool isZoneNeeded = true, bool withStrategy = true, IReadOnlyCollection<string>? strategies = null, params string[] without)
    {
        _defaultStrategy = defaultStrategy;
        var names = strategies ?? [.. StrategyCatalog.Names.Keys];
        _zone = Options.Text("--zone", $"Folder of the zone in the market folder, such as de_lu, in any case{(isZoneNeeded ? " (required)" : "")}", "ZONE");
        _zone.Required = isZoneNeeded;
        _strategy = Options.Text("--strategy", $"How the battery is run [default: {defaultStrategy}]", "NAME")
            .Checked(text => names.Contains(text) ? null : $"one of {string.Join(", ", names)}");
        Option[] all =
        [
            _zone, _from, _to, .. withStrategy ? [_strategy] : Array.Empty<Option>(), _battery, _marketFolder, .. withLambda ? [_lambda] : Array.Empty<Option>(), _scenarios, _kept, _horizon, _cycles, _reserve, _realTime, _clock, _gate,
            _dayAheadFee, _realTimeFee, _deviation, _plant, _seed,
        ];
        All = [.. all.Where(option => !without.Contains(option.Name))];
    }

    /// <summary>The options, in the order of the help text.</summary>
    public IReadOnlyList<Option> All { get; }

    /// <summary>The option of the zone.</summary>
    public Option<string?> Zone => _zone;

    /// <summary>The market folder that was named; null for none.</summary>
    public string? MarketFolder(ParseResult parsed, CliContext context) => PathOf(parsed.GetValue(_marketFolder), context) ?? MarketOfEnvironment(context);

    /// <summary>What was asked for, or all faults of the options and the battery's file.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The invocation.</param>
    /// <param name="file">What a backtest.json says, over which the options go; null for none.</param>
    public Validated<BacktestOrder> Read(ParseResult parsed, CliContext context, BacktestSpecification? file = null)
    {
        var said = Specification(parsed, context);
        return OrderOf(file?.With(said) ?? said, _defaultStrategy, context);
    }

    /// <summary>The order of a specification, or all its faults and those of the battery's file.</summary>
    /// <param name="asked">What is asked for; paths absolute.</param>
    /// <param name="defaultStrategy">The strategy where none is named.</param>
    /// <param name="context">The invocation.</param>
    public static Validated<BacktestOrder> OrderOf(BacktestSpecification asked, string defaultStrategy, CliContext context) => OptionFaults.In((asked.MarketPath is null
        ? asked with { MarketPath = MarketOfEnvironment(context), Origins = asked.Origins.Where(pair => pair.Key != "marketFolder").ToDictionary() }
        : asked).ToOrder(defaultStrategy));

    private BacktestSpecification Specification(ParseResult parsed, CliContext context) => new()
    {
        Zone = parsed.GetValue(_zone),
        MarketPath = PathOf(parsed.GetValue(_marketFolder), context),
        From = parsed.GetValue(_from),
        To = parsed.GetValue(_to),
        Strategy = All.Contains(_strategy) ? parsed.GetValue(_strategy) : null,
        BatteryPath = parsed.GetValue(_battery) is { } battery ? context.Resolve(battery) : null,
        Lambda = All.Contains(_lambda) ? parsed.GetValue(_lambda) : null,
        Scenarios = parsed.GetValue(_scenarios),
        KeptScenarios = parsed.GetValue(_kept),
        HorizonDays = parsed.GetValue(_horizon),
        CyclesPerDay = parsed.GetValue(_cycles),
        SellsReserve = parsed.GetValue(_reserve) is { } reserve ? reserve != BacktestOrder.Off : null,
        RealTime = parsed.GetValue(_realTime),
        Clock = parsed.GetValue(_clock),
        Gate = parsed.GetValue(_gate) is { } time ? TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture) : null,
        DayAheadFeePerMwh = parsed.GetValue(_dayAheadFee),
        RealTimeFeePerMwh = parsed.GetValue(_realTimeFee),
        DeviationCostPerMwh = parsed.GetValue(_deviation),
        IsPlantIdeal = parsed.GetValue(_plant) is { } plant ? plant == Ideal : null,
        Seed = parsed.GetValue(_seed),
    };

    private static string? PathOf(string? text, CliContext context) => string.IsNullOrEmpty(text) ? null : context.Resolve(text);

    private static string? MarketOfEnvironment(CliContext context) => PathOf(context.Host.EnvironmentVariable("BESS_MARKET_DIR"), context);

    private static Option<string?> Choice(string name, string description, params string[] words) => Options.Text(name, description, string.Join('|', words))
        .Checked(text => words.Contains(text) ? null : $"one of {string.Join(", ", words)}");

    private static Option<double?> Fee(string name, string description) => Options.Number(name, description, "PRICE", "a number >= 0", value => value >= 0);
}
