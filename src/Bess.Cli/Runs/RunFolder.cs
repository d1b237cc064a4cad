using System.Security.Cryptography;
using System.Text;
using Bess.Backtesting.Desk;
using Bess.Domain;

namespace Bess.Cli.Runs;

/// <summary>A run's folder that appears whole or not at all: written beside under another name and renamed at the end.</summary>
/// <remarks>
/// The unfinished folder is called <c>.NAME.NUMBER.bess-partial</c> and is guarded by a lock file of the same name with
/// <c>.lock</c> at its end, which the operating system frees when the process dies: whoever gets the lock knows that nobody is
/// writing any more and may clean up. Not thread-safe.
/// </remarks>
internal sealed class RunFolder : IDisposable
{
    private const string PartialEnd = ".bess-partial";
    private const string LockEnd = PartialEnd + ".lock";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly string _partial;
    private readonly FileStream _lock;
    private readonly List<OutputFile> _files = [];
    private bool _done;

    private RunFolder(string target, string partial, FileStream guard)
    {
        Target = target;
        _partial = partial;
        _lock = guard;
    }

    /// <summary>Where the folder will be.</summary>
    public string Target { get; }

    /// <summary>The files written so far, with their hashes.</summary>
    public IReadOnlyList<OutputFile> Files => _files;

    /// <summary>Why a folder cannot be made there; null when it can, as far as can be seen without writing.</summary>
    public static Fault? Check(string target) => NewFolder.Check(target) is { } fault ? fault with { Location = "command line", Field = "--out" } : null;

    /// <summary>Makes the unfinished folder, after clearing away what killed runs left beside it.</summary>
    /// <param name="target">Absolute path of the folder to come.</param>
    public static Validated<RunFolder> Begin(string target)
    {
        if (Check(target) is { } fault)
            return Validated<RunFolder>.FromFault(fault);
        var parent = Path.GetDirectoryName(target)!;
        try
        {
            Directory.CreateDirectory(parent);
            ClearStale(parent);
            for (var number = 1; ; number++)
            {
                var partial = Path.Combine(parent, $".{Path.GetFileName(target)}.{number}{PartialEnd}");
                if (Directory.Exists(partial) || TryLock(partial + ".lock") is not { } guard)
                    continue;
                Directory.CreateDirectory(partial);
                return Validated<RunFolder>.FromValue(new RunFolder(target, partial, guard));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<RunFolder>.FromFault(
                new Fault("command line", "--out", "a folder in which files can be written", $"'{target}': {error.Message}"));
        }
    }

    /// <summary>Writes a file of the run: UTF-8, line breaks \n, on disk when the call returns.</summary>
    /// <param name="name">Name within the folder.</param>
    /// <param name="write">Writes the content.</param>
    public void Write(string name, Action<TextWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new StreamWriter(content, Utf8, leaveOpen: true) { NewLine = "\n" })
            write(writer);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        using (var file = new FileStream(Path.Combine(_partial, name), FileMode.CreateNew))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        _files.Add(new OutputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    /// <summary>Gives the folder its name.</summary>
    /// <exception cref="IOException">When another folder has taken the name meanwhile.</exception>
    public void Commit()
    {
        Directory.Move(_partial, Target);
        _done = true;
    }

    /// <summary>Clears the unfinished folder away unless it was committed.</summary>
    public void Dispose()
    {
        if (!_done && Directory.Exists(_partial))
            Directory.Delete(_partial, recursive: true);
        _lock.Dispose();
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            // Somebody holds it: that name is taken.
            return null;
        }
    }

    private static void ClearStale(string parent)
    {
        foreach (var lockPath in Directory.GetFiles(parent, ".*" + LockEnd))
        {
            using var guard = TryLock(lockPath);
            if (guard is null)
                continue;
            var partial = lockPath[..^".lock".Length];
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }
}

/// <summary>A file of a run.</summary>
/// <param name="Path">Name within the run's folder.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
internal sealed record OutputFile(string Path, string Sha256);
