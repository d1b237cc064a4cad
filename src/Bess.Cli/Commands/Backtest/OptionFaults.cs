using Bess.Backtesting.Desk;
using Bess.Domain;

namespace Bess.Cli.Commands.Backtest;

/// <summary>Faults of fields that no file holds, in the words of the command line.</summary>
internal static class OptionFaults
{
    private static readonly Dictionary<string, string> Options = new()
    {
        ["zone"] = "--zone",
        ["marketFolder"] = "--market-dir",
        ["from"] = "--from",
        ["to"] = "--to",
        ["strategy"] = "--strategy",
        ["realTime"] = "--real-time",
        ["frontier"] = "--frontier",
        [NewFolder.Field] = "--out",
    };

    /// <summary>The faults.</summary>
    public static IReadOnlyList<Fault> Of(IEnumerable<Fault> faults) => [.. faults.Select(Named)];

    /// <summary>What was read, its faults in those words.</summary>
    public static Validated<T> In<T>(Validated<T> read)
        where T : notnull => read.IsValid ? read : Validated<T>.FromFaults(Of(read.Faults));

    private static Fault Named(Fault fault) => fault.Location.Length == 0 && Options.TryGetValue(fault.Field, out var option)
        ? new Fault("command line", option, fault.Expected.Replace("'to'", "--to", StringComparison.Ordinal), fault.Actual)
        : fault;
}
