using System.Security.Cryptography;
using System.Text;

namespace Bess.Coordination.Desk.Local;

/// <summary>How a desk keeps things in files.</summary>
internal static class KeptFile
{
    private const int LongestReadable = 40;
    private const int DigestDigits = 12;

    /// <summary>The name of the file of a thing: readable as far as the file system is sure to allow, and unique.</summary>
    public static string NameOf(string name)
    {
        var readable = string.Concat(name.Take(LongestReadable).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return readable + "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..DigestDigits];
    }

    /// <summary>Replaces a file: written beside it, on disk, then renamed.</summary>
    public static void Write(string path, byte[] bytes)
    {
        var beside = path + ".part";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
