using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Bess.Cli.Inputs;
using Bess.Coordination.Rounds;
using Bess.Domain.Json;
using Bess.Domain.Time;

namespace Bess.Cli.Runs;

/// <summary>Writes manifest.json: what a run read, how it was asked, what it wrote and with which versions; enough to repeat it.</summary>
internal static class ManifestDocument
{
    public const string FileName = "manifest.json";

    /// <summary>The manifest of a run that ended.</summary>
    /// <param name="round">The run's inputs.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="outputs">The files written before the manifest.</param>
    /// <param name="folder">The run's folder, to which all paths refer.</param>
    /// <param name="startedAt">When the run began.</param>
    public static string Write(
        LoadedRound round, RoundResult result, IReadOnlyList<OutputFile> outputs, string folder, DateTimeOffset startedAt)
    {
        var document = new JsonObject
        {
            ["kind"] = "manifest",
            ["schemaVersion"] = BessJson.SchemaVersion,
            ["roundId"] = result.RoundId,
            ["startedUtc"] = UtcText.Of(startedAt),
            ["status"] = result.Status.ToString(),
            ["iterations"] = result.Trace.Count,
            ["versions"] = Versions(),
            ["seed"] = round.Specification.ForecastPath is null ? null : round.Specification.ScenarioSeed ?? 1,
            ["request"] = RunSpecificationWriter.Write(round.Specification, folder),
            ["inputs"] = new JsonArray(round.Files.Select(file => (JsonNode)new JsonObject
            {
                ["role"] = file.Role,
                ["path"] = RunSpecificationWriter.Relative(file.Path, folder),
                ["sha256"] = file.Sha256,
            }).ToArray()),
            ["outputs"] = new JsonArray(outputs.Select(file => (JsonNode)new JsonObject
            {
                ["path"] = file.Path,
                ["sha256"] = file.Sha256,
            }).ToArray()),
            ["traceWithoutTimesSha256"] = TraceNdjson.TimelessSha256(result.Trace),
        };
        return document.ToJsonString(BessJson.Indented);
    }

    private static JsonObject Versions() => new()
    {
        ["bess"] = ToolVersion.Text,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        ["vectorBits"] = System.Numerics.Vector<byte>.Count * 8,
    };
}
