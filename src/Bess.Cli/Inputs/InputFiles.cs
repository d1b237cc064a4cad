using System.Security.Cryptography;

namespace Bess.Cli.Inputs;

/// <summary>Small truths about input files.</summary>
internal static class InputFiles
{
    /// <summary>SHA-256 of a file's bytes, lower-case hexadecimal.</summary>
    public static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Why a file could not be read, without the machine's folders in it.</summary>
    public static string Why(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "a folder",
        UnauthorizedAccessException => "no permission to read it",
        _ => error.Message.Replace(path, Path.GetFileName(path), StringComparison.Ordinal),
    };
}

/// <summary>A file that a run read.</summary>
/// <param name="Role">What it was read as: fleet, prices, scenarios, commitment …</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
internal sealed record InputFile(string Role, string Path, string Sha256)
{
    public static InputFile Of(string role, string path) => new(role, path, InputFiles.Sha256(path));
}
