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
internal sealed record BenchmarkSettings(RunSize Size, string Folder, TextWriter Output, string? Only, int? Threads)
{
    public static BenchmarkSettings Parse(string[] options, TextWriter output) => new(
        options.Contains("--quick") ? RunSize.Quick : RunSize.Full,
        ValueOf(options, "--out") ?? Path.Combine("runs", "benchmarks"),
        output,
        ValueOf(options, "--only"),
        ValueOf(options, "--threads") is { } threads ? int.Parse(threads, CultureInfo.InvariantCulture) : null);

    /// <summary>One of three by size.</summary>
    public T Pick<T>(T full, T quick, T smoke) => Size == RunSize.Full ? full : Size == RunSize.Quick ? quick : smoke;

    private static string? ValueOf(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
