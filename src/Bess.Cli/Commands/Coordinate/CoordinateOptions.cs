using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;

namespace Bess.Cli.Commands.Coordinate;

/// <summary>The options of <c>bess coordinate</c>.</summary>
internal sealed class CoordinateOptions
{
    public Argument<string?> Folder { get; } = new("FOLDER")
    {
        Description = "A folder with run.json, or such a file; options go over what it says",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public PriceOptions Prices { get; } = new();

    public Option<string?> Fleet { get; } = Options.Text("--fleet", "The batteries (JSON)", "FILE");

    public Option<string[]> Commitments { get; } = new("--commitment")
    {
        Description = "A promised schedule: CSV with timestamp_utc, power_mw and, for priced deviations, surplus_price_CUR_per_mwh and "
            + "shortfall_price_CUR_per_mwh; repeatable",
        HelpName = "[GROUP=]FILE",
    };

    public Option<CommitmentMode?> Mode { get; } = Options.OneOf(
        "--commitment-mode", "Whether deviations are forbidden or priced [default: priced when the file has prices]", Names.Modes);

    public Option<string[]> Limits { get; } = new("--limit")
    {
        Description = "A connection or feeder limit in every interval, MW, > 0 export; no group for the whole fleet; repeatable",
        HelpName = "[GROUP]=LOWER..UPPER",
    };

    public Option<string[]> Injections { get; } = new("--injection")
    {
        Description = "Known power of others: CSV with timestamp_utc, power_mw; repeatable",
        HelpName = "[GROUP=]FILE",
    };

    public Option<double?> ViolationPrice { get; } = Options.Number(
        "--violation-price", "Price of breaking a hard row, per MWh [default: max(1000, 5 x the highest price)]", "PRICE",
        "a number > 0", value => value > 0);

    public Option<CoordinationAlgorithm?> Algorithm { get; } = Options.OneOf(
        "--algorithm", "How the batteries agree [default: barrier-aladin]", Names.Algorithms);

    public Option<double?> Deadline { get; } = Options.Number(
        "--deadline", "End with the best plan after so many seconds [default: none]", "SECONDS",
        "a number in (0, 86400]", value => value is > 0 and <= 86400);

    public Option<double?> Gap { get; } = Options.Number(
        "--gap", "Relative gap at which to stop [default: 1e-6]", "SHARE", "a number in (0, 1)", value => value is > 0 and < 1);

    public Option<double?> Residual { get; } = Options.Number(
        "--residual", "Relative residual at which to stop [default: 1e-6]", "SHARE", "a number in (0, 1)", value => value is > 0 and < 1);

    public Option<int?> Iterations { get; } = Options.Whole("--iterations", "Largest number of iterations [default: 100; admm 600]", 1);

    public Option<int?> Threads { get; } = Options.Whole("--threads", "Threads; the result does not depend on it [default: all processors]", 1);

    public Option<int?> CertifyEvery { get; } = Options.Whole("--certify-every", "A certificate every N iterations; 0 for the end only [default: 0]", 0);

    public Option<double?> Penalty { get; } = Options.Number(
        "--penalty", "Penalty of admm and aladin, in units of price spread x hours / power [default: the best known]", "RHO",
        "a number > 0", value => value > 0);

    public Option<double?> Smoothing { get; } = Options.Number(
        "--smoothing", "Smoothing of dantzig-wolfe [default: 0.5]", "SHARE", "a number in [0, 1)", value => value is >= 0 and < 1);

    public Option<string?> WarmStart { get; } = Options.Text("--warm-start", "Start from the multipliers of an earlier run", "RUNFOLDER");

    public ServerOptions AtServer { get; } = new(
        "Run the round at this server instead of here",
        "Power plant at the server; without a fleet its enrolled batteries take part [default: the fleet's name]");

    public Option<string?> Server => AtServer.Server;

    public Option<string?> ApiKey => AtServer.ApiKey;

    public Option<string?> PowerPlant => AtServer.PowerPlant;

    public Option<string?> Out { get; } = Options.Text("--out", "Folder to write, which must not exist [default: runs/ID]", "FOLDER");

    public Option<OutputFormat> Output { get; } = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Ndjson, OutputFormat.Csv);

    public Option<bool> NoProgress { get; } = new("--no-progress") { Description = "Do not tell of iterations on stderr" };

    public Option<bool> NoReport { get; } = new("--no-report") { Description = "Do not write report.html" };

    public void AddTo(Command command)
    {
        command.Add(Folder);
        command.Add(Fleet);
        Prices.AddTo(command);
        Option[] others =
        [
            Commitments, Mode, Limits, Injections, ViolationPrice, Algorithm, Deadline, Gap, Residual, Iterations, Threads,
            CertifyEvery, Penalty, Smoothing, WarmStart, Server, ApiKey, PowerPlant, Out, Output, NoProgress, NoReport,
        ];
        foreach (var option in others)
            command.Add(option);
        Limits.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => LimitText.TryParse(token.Value) is null))
                result.AddError($"--limit: expected {LimitText.Rule}, was '{Printable.Line(token.Value)}'");
        });
    }
}
