using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <summary>Whether a folder can be made.</summary>
public static class NewFolder
{
    /// <summary>The field of the faults.</summary>
    public const string Field = "folder";

    /// <summary>Why a folder cannot be made there; null when it can, as far as can be seen without writing.</summary>
    /// <param name="path">Absolute path.</param>
    public static Fault? Check(string path)
    {
        if (Directory.Exists(path) || File.Exists(path))
            return new Fault("", Field, "a folder that does not exist yet", $"'{path}', which exists");
        for (var parent = Path.GetDirectoryName(path); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (File.Exists(parent))
                return new Fault("", Field, "a folder in which files can be written", $"'{path}', below the file '{parent}'");
            if (Directory.Exists(parent))
                return null;
        }

        return new Fault("", Field, "a folder in which files can be written", $"'{path}'");
    }
}
