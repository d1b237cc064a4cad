using System.CommandLine;
using System.CommandLine.Invocation;
using Bess.Cli.Commands;
using Bess.Cli.Rendering;
using Bess.Domain;

namespace Bess.Cli;

/// <summary>The tool <c>bess</c> as a function: arguments in, exit code out.</summary>
public static class Cli
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">Arguments without the program's name.</param>
    /// <param name="stdout">Gets the data.</param>
    /// <param name="stderr">Gets the talk.</param>
    /// <param name="host">Surroundings; null for plain ones without environment and terminal.</param>
    /// <param name="cancellationToken">Cancels like Ctrl-C: the best plan so far is still written.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextWriter stdout, TextWriter stderr, CliHost? host = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        var context = new CliContext(host ?? new CliHost(), stdout, stderr);
        try
        {
            var parsed = BessCommand.Create(context).Parse(args);
            if (parsed.Action is ParseErrorAction refusal)
                refusal.ShowHelp = false;
            using var telemetry = Telemetry.OtlpExport.Start(BessCommand.OtlpEndpoint(parsed, context.Host));
            var code = await parsed.InvokeAsync(Configuration(context, parsed.Action is ParseErrorAction), cancellationToken);
            if (parsed.Action is ParseErrorAction)
                await stderr.WriteLineAsync($"Run '{BessCommand.PathOf(parsed)} --help' for the options.");
            return code;
        }
        catch (BessDataException refused)
        {
            return context.Refuse(refused.Faults, OutputFormat.Table);
        }
        catch (OperationCanceledException)
        {
            await stderr.WriteLineAsync("Cancelled before there was a plan; nothing was written.");
            return ExitCode.Stopped;
        }
#pragma warning disable CA1031 // The edge of the process: whatever was not foreseen becomes exit code 70 and a report for the maintainers.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await stderr.WriteLineAsync("Internal error; this is a fault of bess, please report it with the lines below.");
            await stderr.WriteLineAsync(error.ToString());
            return ExitCode.Internal;
        }
    }

    // Suggestions for a mistyped command line are talk, not data.
    private static InvocationConfiguration Configuration(CliContext context, bool isRefused) => new()
    {
        Output = isRefused ? context.Error : context.Out,
        Error = context.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = context.Host.TerminationTimeout,
    };
}
