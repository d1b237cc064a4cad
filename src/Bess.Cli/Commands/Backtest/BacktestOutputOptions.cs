using System.CommandLine;
using Bess.Backtesting.Experiments;
using Bess.Cli.Commands.Frontier;
using Bess.Cli.Rendering;

namespace Bess.Cli.Commands.Backtest;

/// <summary>The options that say where a backtest goes.</summary>
internal sealed class BacktestOutputOptions
{
    private const string DefaultWord = "default";

    private readonly Option<string?> _out = Options.Text(
        "--out", "Folder of the run; one that was begun with the same options is gone on with [default: runs/<start>-<zone>-<strategy>]", "FOLDER");
    private readonly Option<string?> _report = Options.Text("--report", "Write the report to this HTML file too, which must not exist", "FILE");
    private readonly Option<string?> _frontier = Options.Text(
        "--frontier", $"Run other weights of risk too and show the efficient frontier in the report; 'default' is {LambdaText.Default}. For a strategy that weighs risk", $"WEIGHTS|{DefaultWord}")
        .Checked(text => text == DefaultWord || LambdaText.Parse(text) is not null ? null : $"'{DefaultWord}', or {LambdaText.Expected}");
    private readonly Option<string?> _cache = Options.Text(
        "--forecasts", "Keep forecasts in this folder by the hash of all that they rest on, and take them from there [default: BESS_FORECAST_CACHE, else the run's folder]", "FOLDER");
    private readonly Option<OutputFormat> _output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);

    /// <summary>The option of the folder.</summary>
    public Option Out => _out;

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _out, _report, _frontier, _cache, _output })
            command.Add(option);
    }

    public OutputFormat Format(ParseResult parsed) => parsed.GetValue(_output);

    /// <summary>The run's folder; null when none was named.</summary>
    public string? FolderPath(ParseResult parsed, CliContext context) => Path(parsed.GetValue(_out), context);

    /// <summary>The page beside the folder; null when none was named.</summary>
    public string? ReportPath(ParseResult parsed, CliContext context) => Path(parsed.GetValue(_report), context);

    /// <summary>Weights of the frontier in the report; empty when none was asked for.</summary>
    public IReadOnlyList<double> Lambdas(ParseResult parsed) => parsed.GetValue(_frontier) switch
    {
        null => [],
        DefaultWord => EfficientFrontier.Lambdas,
        var text => LambdaText.Parse(text)!,
    };

    /// <summary>The folder of forecasts; null when none was named.</summary>
    public string? CachePath(ParseResult parsed, CliContext context) =>
        Path(parsed.GetValue(_cache) ?? context.Host.EnvironmentVariable("BESS_FORECAST_CACHE"), context);

    private static string? Path(string? text, CliContext context) => string.IsNullOrEmpty(text) ? null : context.Resolve(text);
}
