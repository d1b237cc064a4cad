using System.Text;
using Bess.Domain;

namespace Bess.Cli.Inputs;

/// <summary>A single file that a command writes: beside first, then renamed; never over one that exists.</summary>
internal static class NewFile
{
    /// <summary>Why the file cannot be written; null when it can, as far as can be seen.</summary>
    public static Fault? Check(string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
            return Origin.CommandLine("--out").Fault("a file that does not exist yet", $"'{path}', which exists");
        return Directory.Exists(Path.GetDirectoryName(path))
            ? null
            : Origin.CommandLine("--out").Fault("a file in a folder that exists", $"'{path}'");
    }

    public static void Write(string path, string text)
    {
        var beside = path + ".part";
        try
        {
            File.WriteAllText(beside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BessDataException([Origin.CommandLine("--out").Fault("a file that can be written", $"'{path}': {error.Message}")]);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
