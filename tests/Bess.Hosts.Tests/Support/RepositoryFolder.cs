namespace Bess.Hosts.Tests.Support;

/// <summary>The working copy that the tests run in: the folder with Bess.sln above them. Paths of the compiler are no help, a deterministic build maps them.</summary>
internal static class RepositoryFolder
{
    public static string Of(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bess.sln")))
                return Path.Combine([folder.FullName, .. parts]);
        }

        throw new DirectoryNotFoundException($"Expected Bess.sln in a folder above {AppContext.BaseDirectory}, found none.");
    }
}
