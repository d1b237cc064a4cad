using System.Diagnostics;

namespace Bess.Architecture.Tests;

/// <summary>The working copy that the tests were built from: the folder with Bess.sln, and its files.</summary>
internal static class Repository
{
    private static readonly string[] Untracked = [".git", "bin", "obj", "runs", "artifacts", "TestResults", ".vs", ".vscode", "node_modules"];
    private static readonly Lazy<string> FoundRoot = new(FindRoot);
    private static readonly Lazy<IReadOnlyList<string>> FoundFiles = new(ListFiles);

    /// <summary>Absolute path of the folder with Bess.sln.</summary>
    public static string Root => FoundRoot.Value;

    /// <summary>Files under version control, relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files => FoundFiles.Value;

    public static string Absolute(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(Absolute(relative));

    public static IEnumerable<string> FilesIn(string folder, string ending) =>
        Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(ending, StringComparison.Ordinal));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bess.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"expected Bess.sln in a folder above {AppContext.BaseDirectory}, found none");
    }

    /// <summary>What git tracks or would track; in a copy without git, every file outside the folders that .gitignore names.</summary>
    private static string[] ListFiles()
    {
        var listed = AskGit();
        var files = listed.Length > 0
            ? listed.Where(file => File.Exists(Path.Combine(Root, file)))
            : Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !file.Split('/').Intersect(Untracked).Any());
        return [.. files.Order(StringComparer.Ordinal)];
    }

    private static string[] AskGit()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var listed = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? listed.Split('\0', StringSplitOptions.RemoveEmptyEntries) : [];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine; the caller walks the folders instead.
            return [];
        }
    }
}
