using System.Security.Cryptography;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Backtesting.Desk;

/// <summary>Small truths about input files.</summary>
public static class InputFiles
{
    /// <summary>SHA-256 of a file's bytes, lower-case hexadecimal.</summary>
    /// <param name="path">The file.</param>
    public static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Reads a JSON file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The root, or the faults of reading and of syntax, located by file and line.</returns>
    public static Validated<LocatedNode> ReadJson(string path)
    {
        var source = Path.GetFileName(path);
        var faults = new List<Fault>();
        try
        {
            var root = LocatedNode.Parse(File.ReadAllBytes(path), source, faults);
            return faults.Count > 0 ? Validated<LocatedNode>.FromFaults(faults) : Validated<LocatedNode>.FromValue(root!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<LocatedNode>.FromFault(new Fault(source, "", "a readable file", Why(error, path)));
        }
    }

    /// <summary>Why a file could not be read, without the machine's folders in it.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="path">The file.</param>
    public static string Why(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "a folder",
        UnauthorizedAccessException => "no permission to read it",
        _ => error.Message.Replace(path, Path.GetFileName(path), StringComparison.Ordinal),
    };
}
