using Bess.Domain;
using Bess.Markets.Store.Transfer;

namespace Bess.Cli.Commands.Data.Import;

/// <summary>The readers of files, by form.</summary>
internal static class PublisherFiles
{
    public static IReadOnlyDictionary<string, FileForm> Forms { get; } = new Dictionary<string, FileForm> { ["csv"] = FileForm.Csv };

    /// <summary>Reads a file in a form.</summary>
    public static Validated<ImportedFile> Read(FileForm form, string path, string? zone) => ObservationCsvReader.Read(path, zone);
}
