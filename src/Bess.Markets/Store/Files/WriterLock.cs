using System.Globalization;
using Bess.Domain;

namespace Bess.Markets.Store.Files;

/// <summary>The right to write to a folder; the operating system takes it back when the process ends, however it ends.</summary>
internal sealed class WriterLock : IDisposable
{
    private const string LockName = "writer.lock";
    private const string OwnerName = "writer.pid";

    private readonly FileStream _lock;

    private WriterLock(FileStream held) => _lock = held;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="BessDataException">When somebody else has it; names the process.</exception>
    public static WriterLock Take(string folder)
    {
        DurableFolder.Create(folder);
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Told as a fault of the folder, with the owner.
            throw new BessDataException([new Fault(Path.GetFileName(folder), LockName, "a store that nobody else writes to", Owner(folder))]);
        }

        // A file of its own: on some systems nobody can read the locked one.
        File.WriteAllText(Path.Combine(folder, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        return new WriterLock(held);
    }

    public void Dispose() => _lock.Dispose();

    private static string Owner(string folder)
    {
        try
        {
            return $"process {File.ReadAllText(Path.Combine(folder, OwnerName)).Trim()} writes to it";
        }
        catch (IOException)
        {
            // The owner has the lock and has not said its name yet.
            return "another process writes to it";
        }
    }
}
