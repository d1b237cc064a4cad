using System.CommandLine;
using System.CommandLine.Parsing;
using Bess.Cli.Commands.Ablation;
using Bess.Cli.Commands.Backtest;
using Bess.Cli.Commands.Compare;
using Bess.Cli.Commands.Coordinate;
using Bess.Cli.Commands.Data;
using Bess.Cli.Commands.Fleets;
using Bess.Cli.Commands.Forecast;
using Bess.Cli.Commands.Frontier;
using Bess.Cli.Commands.Keys;
using Bess.Cli.Commands.Optimize;
using Bess.Cli.Commands.Rerun;
using Bess.Cli.Commands.Scenarios;
using Bess.Cli.Commands.Solve;
using Bess.Cli.Commands.Validate;
using Bess.Cli.Commands.Value;
using Bess.Cli.Commands.Verify;
using Bess.Cli.Commands.Why;

namespace Bess.Cli.Commands;

/// <summary>The tool's root command.</summary>
internal static class BessCommand
{
    private const string OtlpName = "--otlp";

    public static RootCommand Create(CliContext context) => new(
        """
        Plans batteries together as one virtual power plant.

        Exit codes: 0 done, 1 usage, 2 bad input (nothing written), 3 no feasible plan (the least violating one is written), or verify found something,
        4 stopped at a limit with the best plan, 70 internal. stdout is data, stderr is talk.
        """)
    {
        CoordinateCommand.Create(context),
        OptimizeCommand.Create(context),
        WhyCommand.Create(context),
        BacktestCommand.Create(context),
        FrontierCommand.Create(context),
        CompareCommand.Create(context),
        AblationCommand.Create(context),
        ValueCommand.Create(context),
        VerifyCommand.Create(context),
        FleetCommand.Create(context),
        ValidateCommand.Create(context),
        DataCommand.Create(context),
        ScenariosCommand.Create(context),
        ForecastCommand.Create(context),
        RerunCommand.Create(context),
        SolveCommand.Create(context),
        KeysCommand.Create(context),
        new Option<string?>(OtlpName)
        {
            Description = "Send telemetry to this OTLP endpoint; OTEL_EXPORTER_OTLP_ENDPOINT does the same [default: none]",
            HelpName = "URL",
            Recursive = true,
        }.Checked(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? null : "an http or https URL"),
    };

    /// <summary>The collector that was named; null for none.</summary>
    public static Uri? OtlpEndpoint(ParseResult parsed, CliHost host)
    {
        var text = parsed.Errors.Count > 0 ? null : parsed.GetValue<string?>(OtlpName) ?? host.EnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT");
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;
    }

    /// <summary>The command that was meant, for example <c>bess fleet generate</c>.</summary>
    public static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command is RootCommand ? "bess" : command.Command.Name);
        return string.Join(' ', names);
    }
}
