using System.Runtime.InteropServices;

namespace Bess.Markets.Store.Files;

/// <summary>Makes the names in a folder as durable as the files: a flushed file whose name is lost with the power is lost too.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Creates a folder and those above it.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var above = Path.GetDirectoryName(folder);
        if (above is not null)
            Create(above);
        Directory.CreateDirectory(folder);
        if (above is not null)
            Flush(above);
    }

    /// <summary>Flushes the names; nothing to do on Windows, whose file systems keep a journal of them.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw new IOException($"Cannot open the folder to flush it, error {Marshal.GetLastPInvokeError()}: '{folder}'");
        try
        {
            // Some network file systems do not know how to flush a folder; that is not worth refusing the data.
            _ = Sync(descriptor);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
