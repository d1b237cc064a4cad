using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bess.Coordination.Rounds;
using Bess.Domain.Json;

namespace Bess.Cli.Runs;

/// <summary>trace.ndjson: one iteration a line; numbers that are not finite are null.</summary>
internal static class TraceNdjson
{
    public const string FileName = "trace.ndjson";

    public static void Write(IReadOnlyList<IterationTrace> trace, TextWriter writer)
    {
        foreach (var iteration in trace)
            writer.Write(Line(iteration) + "\n");
    }

    public static string Line(IterationTrace iteration) => JsonSerializer.Serialize(iteration, BessJson.Line);

    /// <summary>One iteration without what the clock put into it.</summary>
    public static string TimelessLine(IterationTrace iteration) =>
        Line(iteration with { ElapsedSeconds = 0, AgentSeconds = 0, AggregatorSeconds = 0 });

    /// <summary>SHA-256 of the whole trace without what the clock put into it; equal for runs that took the same steps.</summary>
    public static string TimelessSha256(IReadOnlyList<IterationTrace> trace) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(trace.Select(TimelessLine)))));

    /// <summary>Reads a trace back.</summary>
    public static IReadOnlyList<IterationTrace> Read(string path) =>
        File.ReadAllLines(path).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<IterationTrace>(line, BessJson.Line)!).ToArray();
}
