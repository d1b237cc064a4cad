using Bess.Backtesting.Desk;
using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Cli.Runs;

/// <summary>A manifest read back.</summary>
internal sealed record Manifest
{
    /// <summary>Folder of the run.</summary>
    public required string Folder { get; init; }

    public required string RoundId { get; init; }

    public required string Status { get; init; }

    public required int Iterations { get; init; }

    public required string ToolVersion { get; init; }

    public required string Runtime { get; init; }

    public required RunSpecification Request { get; init; }

    public required IReadOnlyList<InputFile> Inputs { get; init; }

    public required IReadOnlyList<OutputFile> Outputs { get; init; }

    public required string TraceWithoutTimesSha256 { get; init; }

    /// <summary>Reads a manifest, or the one in a run's folder.</summary>
    public static Validated<Manifest> Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, ManifestDocument.FileName) : path;
        return InputFiles.ReadJson(file).Bind(root =>
        {
            var faults = new List<Fault>();
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var manifest = Of(new JsonForm(root, Path.GetFileName(file), faults), folder, faults);
            return faults.Count > 0 ? Validated<Manifest>.FromFaults(faults) : Validated<Manifest>.FromValue(manifest!);
        });
    }

    /// <summary>Faults of the files that a run wrote: missing, or not as written.</summary>
    public IReadOnlyList<Fault> CheckOutputs() =>
        Outputs.SelectMany(file => Compare("outputs", file.Path, Path.Combine(Folder, file.Path), file.Sha256)).ToArray();

    /// <summary>Faults of the files that a run read: missing, or changed since.</summary>
    public IReadOnlyList<Fault> CheckInputs() =>
        Inputs.SelectMany(file => Compare($"inputs.{file.Role}", Path.GetFileName(file.Path), file.Path, file.Sha256)).ToArray();

    private static IEnumerable<Fault> Compare(string field, string name, string path, string sha256)
    {
        Fault? fault = null;
        try
        {
            var actual = InputFiles.Sha256(path);
            if (actual != sha256)
                fault = new Fault(ManifestDocument.FileName, field, $"{name} with sha256 {sha256}", $"sha256 {actual}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            fault = new Fault(ManifestDocument.FileName, field, $"the file {name}", InputFiles.Why(error, path));
        }

        return fault is null ? [] : [fault];
    }

    private static Manifest? Of(JsonForm form, string folder, List<Fault> faults)
    {
        form.Number("schemaVersion", $"{BessJson.SchemaVersion}", version => version == BessJson.SchemaVersion, required: true);
        if (form.Text("kind", required: true) is { } kind and not "manifest")
            form.Refuse("kind", "'manifest'", $"'{kind}'");
        foreach (var name in new[] { "startedUtc", "seed" })
            form.Ignore(name);
        var versions = form.Form("versions", required: true);
        var request = form.Form("request", required: true);
        var specification = request is null ? null : RunFile.Specification(request, folder);
        var manifest = new Manifest
        {
            Folder = folder,
            RoundId = form.Text("roundId", required: true) ?? "",
            Status = form.Text("status", required: true) ?? "",
            Iterations = form.Whole("iterations", 0) ?? 0,
            ToolVersion = versions?.Text("bess") ?? "",
            Runtime = versions?.Text("runtime") ?? "",
            Request = specification ?? new RunSpecification(),
            Inputs = form.Forms("inputs").Select(one => new InputFile(
                one.Text("role", required: true) ?? "", Path.GetFullPath(one.Text("path", required: true) ?? "", folder),
                one.Text("sha256", required: true) ?? "")).ToArray(),
            Outputs = form.Forms("outputs").Select(one => new OutputFile(
                one.Text("path", required: true) ?? "", one.Text("sha256", required: true) ?? "")).ToArray(),
            TraceWithoutTimesSha256 = form.Text("traceWithoutTimesSha256", required: true) ?? "",
        };
        form.RefuseOthers();
        foreach (var output in manifest.Outputs.Where(file => Path.GetFileName(file.Path) != file.Path))
            form.Refuse("outputs", "names of files in the run's folder", $"'{output.Path}'");
        return faults.Count > 0 ? null : manifest;
    }
}
