using System.Globalization;

namespace Bess.Benchmarks.Cases;

/// <summary>How much is measured.</summary>
internal enum RunSize
{
    /// <summary>Everything once, tiny: does it still run?</summary>
    Smoke,

    /// <summary>Fewer and smaller instances.</summary>
    Quick,

    /// <summary>All.</summary>
    Full,
}

/// <summary>What the command line says.</summary>
/// <param name="Size">How much is measured.</param>
/// <param name="Folder">Where the JSON goes.</param>
/// <param name="Output">Where the tables go.</param>
/// <param name="Only">Part of a row's name that must match; null for all.</param>
/// <param name="Threads">Threads of the agents; null for all processors.</param>
/// <param name="Seed">First seed of random instances; null for the case's own.</param>
/// <param name="Against">Folder with the JSON of an earlier build; null for none.</param>
/// <param name="Solver">Which solver is measured, where there is a choice; null for the project's own.</param>
/// <param name="Seconds">Time limit of one problem [s], where there is one; null for the case's own.</param>
/// <param name="Tolerance">What solvers are asked for, where there is a choice; null for the default.</param>
internal sealed record BenchmarkSettings(
    RunSize Size, string Folder, TextWriter Output, string? Only, int? Threads, int? Seed = null, string? Against = null, string? Solver = null, int? Seconds = null,
    double? Tolerance = null)
{
    public static BenchmarkSettings Parse(string[] options, TextWriter output) => new(
        options.Contains("--quick") ? RunSize.Quick : RunSize.Full,
        ValueOf(options, "--out") ?? Path.Combine("runs", "benchmarks"),
        output,
        ValueOf(options, "--only"),
        NumberOf(options, "--threads"),
        NumberOf(options, "--seed"),
        ValueOf(options, "--against"),
        ValueOf(options, "--solver"),
        NumberOf(options, "--seconds"),
        ValueOf(options, "--tolerance") is { } tolerance ? double.Parse(tolerance, CultureInfo.InvariantCulture) : null);

    /// <summary>Whether a row of this name is to be measured.</summary>
    public bool Includes(string row) => Only is null || row.Contains(Only, StringComparison.OrdinalIgnoreCase);

    /// <summary>One of three by size.</summary>
    public T Pick<T>(T full, T quick, T smoke) => Size == RunSize.Full ? full : Size == RunSize.Quick ? quick : smoke;

    private static int? NumberOf(string[] options, string name) =>
        ValueOf(options, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? ValueOf(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
