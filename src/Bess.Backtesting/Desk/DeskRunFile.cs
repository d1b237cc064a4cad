using System.Text.Json;
using System.Text.Json.Nodes;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Backtesting.Desk;

/// <summary>What is kept of a run beside its folder, so that it is known after a restart.</summary>
internal sealed record DeskRunFile(
    string Kind, int SchemaVersion, string Id, DeskRunState State, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    string Text, int Days, string Currency, string Market, JsonObject Order)
{
    public const string KindName = "backtestRun";
    private const string FileName = "run.json";

    /// <summary>Reads the file of a run's place; a fault where it is none.</summary>
    public static Validated<DeskRunFile> Read(string place)
    {
        var path = Path.Combine(place, FileName);
        var source = Path.Combine(Path.GetFileName(place), FileName);
        try
        {
            var file = JsonSerializer.Deserialize<DeskRunFile>(File.ReadAllText(path), BessJson.Indented);
            return file is { Kind: KindName, SchemaVersion: BessJson.SchemaVersion, Order: not null } && file.Id == Path.GetFileName(place)
                ? Validated<DeskRunFile>.FromValue(file)
                : Validated<DeskRunFile>.FromFault(new Fault(source, "kind", $"'{KindName}' of this folder", $"'{file?.Kind}' of '{file?.Id}'"));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return Validated<DeskRunFile>.FromFault(new Fault(source, "", "the file of a backtest", InputFiles.Why(error, path)));
        }
    }

    /// <summary>Writes it: beside first, then renamed.</summary>
    public void Write(string place)
    {
        Directory.CreateDirectory(place);
        var path = Path.Combine(place, FileName);
        using (var file = new FileStream(path + ".part", FileMode.Create))
        {
            JsonSerializer.Serialize(file, this, BessJson.Indented);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
    }
}
