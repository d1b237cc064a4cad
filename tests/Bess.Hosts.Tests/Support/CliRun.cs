using System.Globalization;
using Bess.Cli;
using Bess.Coordination;

namespace Bess.Hosts.Tests.Support;

/// <summary>One command line run in this process, and what it said.</summary>
public sealed record CliRun(int Code, string Out, string Error)
{
    /// <summary>Everything said, for messages of assertions.</summary>
    public string All => $"exit {Code}\n--- stdout\n{Out}\n--- stderr\n{Error}";

    public static async Task<CliRun> InAsync(
        string folder, string[] args, IVirtualPowerPlant? plant = null, IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var host = new CliHost
        {
            WorkingFolder = folder,
            EnvironmentVariable = name => environment?.GetValueOrDefault(name),
            VirtualPowerPlant = () => plant ?? new LocalVirtualPowerPlant(),
        };
        var code = await Cli.Cli.RunAsync(args, output, error, host, cancellationToken);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
