using System.IO.Compression;
using Bess.Domain;

namespace Bess.Markets.Store.Transfer;

/// <summary>The bytes of a file, unpacked; what keeps them from being read is a fault without the machine's folders.</summary>
internal static class PlainFile
{
    private const int Most = 256 * 1024 * 1024;

    public static Validated<ReadOnlyMemory<byte>> Bytes(string path)
    {
        var source = Path.GetFileName(path);
        try
        {
            using var file = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var bytes = new MemoryStream();
            var part = new byte[81920];
            for (var read = stream.Read(part); read > 0; read = stream.Read(part))
            {
                bytes.Write(part, 0, read);
                if (bytes.Length > Most)
                    return Refused(source, $"more than {Most} bytes");
            }

            return Validated<ReadOnlyMemory<byte>>.FromValue(bytes.ToArray());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refused(source, error switch
            {
                FileNotFoundException or DirectoryNotFoundException => "no such file",
                InvalidDataException => "not a gzip stream",
                UnauthorizedAccessException => "no permission to read it",
                _ => error.Message.Replace(path, source, StringComparison.Ordinal),
            });
        }
    }

    private static Validated<ReadOnlyMemory<byte>> Refused(string source, string why) =>
        Validated<ReadOnlyMemory<byte>>.FromFault(new Fault(source, "", "a readable file", why));
}
