using Bess.Optimization.Native;
using Bess.Optimization.Native.Highs;
using Bess.Optimization.Native.Osqp;

namespace Bess.Optimization.Tests.Native;

public sealed class NativeLibraryTests
{
    [Fact]
    public void TryCreate_NoSuchFile_OneSentenceThatNamesFileAndVariable()
    {
        string path = Path.Combine(Path.GetTempPath(), "no-such-library.so");
        Assert.Null(OsqpSolver.TryCreate(out NativeLibraryStatus osqp, path));
        Refused(osqp, "OSQP", path, OsqpSolver.LibraryVariable);
        Assert.Null(HighsSolver.TryCreate(out NativeLibraryStatus highs, path));
        Refused(highs, "HiGHS", path, HighsSolver.LibraryVariable);
    }

    [Fact]
    public void TryCreate_FileThatIsNoLibrary_OneSentence()
    {
        string path = Path.Combine(Path.GetTempPath(), $"library-{Guid.NewGuid():N}.so");
        File.WriteAllText(path, "this is no library");
        try
        {
            Assert.Null(OsqpSolver.TryCreate(out NativeLibraryStatus status, path));
            Refused(status, "OSQP", path, "cannot be loaded");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TryCreate_AnotherLibrary_OneSentence()
    {
        // A library that every .NET process has beside its runtime.
        string folder = System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
        string? path = Directory.GetFiles(folder, "*System.Native*").FirstOrDefault(file => !file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            ?? Directory.GetFiles(folder, "*coreclr*").FirstOrDefault();
        Assert.NotNull(path);
        Assert.Null(OsqpSolver.TryCreate(out NativeLibraryStatus osqp, path));
        Refused(osqp, "OSQP", "osqp_version", path);
        Assert.Null(HighsSolver.TryCreate(out NativeLibraryStatus highs, path));
        Refused(highs, "HiGHS", "Highs_version", path);
    }

    [Fact]
    public void TryCreate_WithoutPath_SolverExactlyWhenAvailable()
    {
        Assert.Equal(OsqpSolver.TryCreate(out NativeLibraryStatus osqp) is not null, osqp.IsAvailable);
        Assert.Equal(HighsSolver.TryCreate(out NativeLibraryStatus highs) is not null, highs.IsAvailable);
        Assert.All(new[] { osqp, highs }, status => Assert.Equal(status.IsAvailable, status.Version.Length > 0));
    }

    private static void Refused(NativeLibraryStatus status, string name, params string[] words)
    {
        Assert.False(status.IsAvailable);
        Assert.Equal(name, status.Name);
        Assert.Equal("", status.Version);
        Assert.StartsWith($"{name} is not available: ", status.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', status.Message);
        Assert.All(words, word => Assert.Contains(word, status.Message, StringComparison.Ordinal));
    }
}
