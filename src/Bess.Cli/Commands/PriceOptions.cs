using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Domain;

namespace Bess.Cli.Commands;

/// <summary>The options that say which prices are planned against; the same for every command that plans.</summary>
internal sealed class PriceOptions
{
    private readonly Option<string?> _prices = Options.Text(
        "--prices", "A price series: CSV with timestamp_utc and a column like day_ahead_eur_per_mwh", "FILE");
    private readonly Option<string?> _scenariosFile = Options.Text("--scenarios-file", "A set of scenarios: CSV as bess writes it", "FILE");
    private readonly Option<string?> _zone = Options.Text("--zone", "Bidding zone, such as DE_LU; with --day reads the market folder", "ZONE");
    private readonly Option<DateOnly?> _day = Options.Date("--day", "Local day of delivery");
    private readonly Option<string?> _marketFolder = Options.Text("--market-dir", "Folder of market data [default: BESS_MARKET_DIR]", "FOLDER");
    private readonly Option<int?> _step = Options.Whole("--step", "Step in minutes [default: that of the prices]", 1, 1440);
    private readonly Option<string?> _scenarios = Options.Text(
        "--scenarios", "How a series becomes scenarios: its own prices, the shapes of the N days before, or a scenario file "
        + "[default: history:20 with --day, else single]", "single|history:N|FILE")
        .Checked(text => ScenarioRule.LooksLikeHistory(text) && ScenarioRule.TryParse(text) is null ? ScenarioRule.Words : null);

    private readonly Option<string?> _forecast = Options.Text(
        "--forecast", "Draw scenarios from a forecast of --zone: a model of bess forecast train, or the last known day with the spread of past ones", "MODEL|persistence");
    private readonly Option<DateTimeOffset?> _asOf = Options.Instant(
        "--as-of", "Instant of the forecast's decision: nothing published later is used; plans the day after it [default: gate closure before --day]");
    private readonly Option<int?> _scenarioCount = Options.Whole("--scenario-count", "Scenarios to keep of 200 drawn from the forecast [default: 20]", 1, 200);
    private readonly Option<int?> _scenarioSeed = Options.Whole("--scenario-seed", "Seed of the scenarios of the forecast [default: 1]", 0);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _prices, _scenariosFile, _zone, _day, _marketFolder, _step, _scenarios, _forecast, _asOf, _scenarioCount, _scenarioSeed,
        })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_prices) is not null && result.GetResult(_scenariosFile) is not null)
                result.AddError($"Expected one of {_prices.Name}, {_scenariosFile.Name}, was both.");
            foreach (var other in new Option[] { _prices, _scenariosFile, _scenarios })
            {
                if (result.GetResult(_forecast) is not null && result.GetResult(other) is not null)
                    result.AddError($"Expected one of {_forecast.Name}, {other.Name}, was both.");
            }
        });
    }

    /// <summary>What the options say, over nothing.</summary>
    public RunSpecification Read(ParseResult parsed, CliContext context)
    {
        string? PathOf(Option<string?> option) => parsed.GetValue(option) is { } text ? context.Resolve(text) : null;
        var words = parsed.GetValue(_scenarios);
        var rule = words is null ? null : ScenarioRule.TryParse(words);
        var named = context.Host.EnvironmentVariable("BESS_MARKET_DIR");
        var market = PathOf(_marketFolder) ?? (string.IsNullOrEmpty(named) ? null : context.Resolve(named));
        return new RunSpecification
        {
            PricesPath = PathOf(_prices),
            ScenariosPath = PathOf(_scenariosFile) ?? (words is not null && rule is null ? context.Resolve(words) : null),
            ForecastPath = parsed.GetValue(_forecast) is ScenarioOrder.Persistence ? ScenarioOrder.Persistence : PathOf(_forecast),
            AsOf = parsed.GetValue(_asOf),
            ScenarioCount = parsed.GetValue(_scenarioCount),
            ScenarioSeed = parsed.GetValue(_scenarioSeed),
            Rule = rule,
            ZoneName = parsed.GetValue(_zone),
            Day = parsed.GetValue(_day),
            MarketPath = market,
            StepMinutes = parsed.GetValue(_step),
            Origins = new Dictionary<string, (Option Option, bool Given)>
            {
                ["prices"] = (_prices, parsed.GetResult(_prices) is not null),
                ["scenarios"] = parsed.GetResult(_scenariosFile) is not null ? (_scenariosFile, true) : (_scenarios, words is not null),
                ["forecast"] = (_forecast, parsed.GetResult(_forecast) is not null),
                ["asOf"] = (_asOf, parsed.GetResult(_asOf) is not null),
                ["zone"] = (_zone, parsed.GetResult(_zone) is not null),
                ["day"] = (_day, parsed.GetResult(_day) is not null),
                ["marketFolder"] = (_marketFolder, market is not null),
                ["stepMinutes"] = (_step, parsed.GetResult(_step) is not null),
            }.Where(pair => pair.Value.Given).ToDictionary(pair => pair.Key, pair => Origin.CommandLine(pair.Value.Option.Name)),
        };
    }
}
