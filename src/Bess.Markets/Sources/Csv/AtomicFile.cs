using System.IO.Compression;
using System.Text;

namespace Bess.Markets.Sources.Csv;

/// <summary>Writes beside the target and renames, so that a reader sees the old file or the new one and never a half.</summary>
internal static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string path, Action<TextWriter> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var beside = path + ".part";
        try
        {
            using (var file = File.Create(beside))
            using (Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal) : file)
            using (var writer = new StreamWriter(stream, Utf8) { NewLine = "\n" })
                write(writer);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
