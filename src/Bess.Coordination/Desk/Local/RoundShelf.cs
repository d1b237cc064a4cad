using Bess.Domain;

namespace Bess.Coordination.Desk.Local;

/// <summary>The rounds of a folder, one folder each. One process at a time.</summary>
internal sealed class RoundShelf : IDisposable
{
    private const string LockFile = "lock";
    private readonly string _folder;
    private readonly FileStream _lock;

    /// <summary>Takes the folder; it is made if it is missing.</summary>
    /// <exception cref="IOException">When another process has it.</exception>
    public RoundShelf(string folder)
    {
        Directory.CreateDirectory(folder);
        _folder = folder;
        // Let go by the system when the process ends, however it ends.
        _lock = new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    public RoundFiles FilesOf(string roundId) => new(Path.Combine(_folder, KeptFile.NameOf(roundId)));

    /// <summary>All rounds in the order of their launches. A launch that was never answered is thrown away.</summary>
    /// <exception cref="BessDataException">When a note cannot be understood; lists all faults.</exception>
    public IReadOnlyList<(RoundNote Note, RoundFiles Files)> Read()
    {
        var rounds = new List<(RoundNote Note, RoundFiles Files)>();
        var faults = new List<Fault>();
        foreach (var folder in Directory.GetDirectories(_folder).Order(StringComparer.Ordinal))
        {
            var files = new RoundFiles(folder);
            if (!RoundFiles.IsIn(folder))
            {
                files.Delete();
                continue;
            }

            var read = files.ReadNote();
            faults.AddRange(read.Faults);
            if (read.TryGet(out var note))
                rounds.Add((note, files));
        }

        return faults.Count > 0 ? throw new BessDataException(faults) : [.. rounds.OrderBy(round => round.Note.View.LaunchedAt)];
    }

    public void Dispose() => _lock.Dispose();
}
