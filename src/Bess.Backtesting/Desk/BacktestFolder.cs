using System.Security.Cryptography;
using System.Text;
using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <summary>The folder of a backtest: begun with a manifest, filled by the ledger, finished by result.json; it may be gone on with after a crash.</summary>
/// <remarks>One process at a time: a lock file is held, which the operating system frees when the process dies. Not thread-safe.</remarks>
public sealed class BacktestFolder : IDisposable
{
    /// <summary>Name of the ledger.</summary>
    public const string LedgerName = "ledger.ndjson";

    /// <summary>Name of the report.</summary>
    public const string ReportName = "report.html";

    private const string LockName = ".lock";
    private const string PartEnd = ".part";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly FileStream _lock;
    private BacktestManifest _manifest;

    private BacktestFolder(string path, FileStream guard, BacktestManifest manifest, bool isBegun) =>
        (Path, _lock, _manifest, IsBegun) = (path, guard, manifest, isBegun);

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Whether an earlier process began the run.</summary>
    public bool IsBegun { get; }

    /// <summary>The ledger's file.</summary>
    public string LedgerPath => this[LedgerName];

    private string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Why a folder cannot be the one of a run; null when it can, as far as can be seen without writing.</summary>
    /// <param name="path">Absolute path.</param>
    public static Fault? Check(string path)
    {
        if (!Directory.Exists(path))
            return NewFolder.Check(path);
        var isEmpty = Directory.EnumerateFileSystemEntries(path).All(entry => System.IO.Path.GetFileName(entry) is LockName or BacktestManifest.FileName + PartEnd);
        return isEmpty || File.Exists(System.IO.Path.Combine(path, BacktestManifest.FileName))
            ? null
            : new Fault("", NewFolder.Field, "a folder that does not exist, is empty, or is that of a backtest", $"'{path}', which has no {BacktestManifest.FileName}");
    }

    /// <summary>Begins a run in a folder, or takes up the one that was begun there.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="manifest">What the run is.</param>
    /// <returns>The folder, or faults: another process writes it, or the run in it is another one.</returns>
    public static Validated<BacktestFolder> Open(string path, BacktestManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (Check(path) is { } fault)
            return Validated<BacktestFolder>.FromFault(fault);
        FileStream? guard = null;
        try
        {
            Directory.CreateDirectory(path);
            guard = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            var isBegun = File.Exists(System.IO.Path.Combine(path, BacktestManifest.FileName));
            var earlier = isBegun ? BacktestManifest.Read(path) : Validated<BacktestManifest>.FromValue(manifest);
            Fault[] faults = [.. earlier.Faults, .. earlier.IsValid ? earlier.Value.DifferencesTo(manifest) : []];
            if (faults.Length > 0)
            {
                guard.Dispose();
                return Validated<BacktestFolder>.FromFaults(faults);
            }

            var folder = new BacktestFolder(path, guard, earlier.Value, isBegun);
            if (!isBegun)
                folder.Write(BacktestManifest.FileName, manifest.ToJson());
            return Validated<BacktestFolder>.FromValue(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            guard?.Dispose();
            return Validated<BacktestFolder>.FromFault(new Fault(
                "", NewFolder.Field, "a folder in which files can be written and that no other process is writing", $"'{path}': {error.Message}"));
        }
    }

    /// <summary>Writes the files of a finished run and their hashes into the manifest; result.json comes last.</summary>
    /// <param name="files">Names and contents.</param>
    public void Finish(IReadOnlyList<(string Name, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var (name, text) in files)
            Write(name, text);
        var outputs = files.Select(file => new HashedFile(file.Name, Hash(file.Text))).Prepend(new HashedFile(LedgerName, InputFiles.Sha256(LedgerPath)));
        _manifest = _manifest with { Outputs = [.. outputs] };
        Write(BacktestManifest.FileName, _manifest.ToJson());
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    // Beside first, on disk, then renamed: a file is whole or as it was.
    private void Write(string name, string text)
    {
        var part = this[name + PartEnd];
        using (var file = new FileStream(part, FileMode.Create))
        {
            file.Write(Utf8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(part, this[name], overwrite: true);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Utf8.GetBytes(text)));
}
