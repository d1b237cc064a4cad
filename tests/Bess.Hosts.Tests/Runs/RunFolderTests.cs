using Bess.Cli.Runs;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Runs;

public sealed class RunFolderTests
{
    [Fact]
    public void Commit_FilesWritten_FolderAppearsWithExactlyThem()
    {
        using var home = new TempFolder();
        using (var folder = RunFolder.Begin(home["a/run"]).Value)
        {
            folder.Write("x.txt", writer => writer.WriteLine("hello"));
            Assert.False(Directory.Exists(home["a/run"]));
            folder.Commit();
        }

        Assert.Equal("hello\n", File.ReadAllText(home["a/run/x.txt"]));
        Assert.Equal(["run"], Directory.GetFileSystemEntries(home["a"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Dispose_WithoutCommit_NothingIsLeft()
    {
        using var home = new TempFolder();
        using (var folder = RunFolder.Begin(home["run"]).Value)
            folder.Write("x.txt", writer => writer.WriteLine("hello"));
        Assert.Empty(Directory.GetFileSystemEntries(home.Path));
    }

    [Fact]
    public void Begin_TwoAtOnceOnOneName_OnlyOneIsKeptAndTheOtherIsNotTouched()
    {
        using var home = new TempFolder();
        using var first = RunFolder.Begin(home["run"]).Value;
        using var second = RunFolder.Begin(home["run"]).Value;
        first.Write("x.txt", writer => writer.WriteLine("first"));
        second.Write("x.txt", writer => writer.WriteLine("second"));
        first.Commit();
        Assert.Throws<IOException>(second.Commit);
        Assert.Equal("first\n", File.ReadAllText(home["run/x.txt"]));
    }

    [Fact]
    public void Begin_AfterAKilledRun_ItsLeftoversAreCleared()
    {
        using var home = new TempFolder();
        home.Write(".old.1.bess-partial/schedules.csv", "half of it");
        home.Write(".old.1.bess-partial.lock", "");
        home.Write(".mine/keep.txt", "not ours");
        using (RunFolder.Begin(home["run"]).Value)
            Assert.False(Directory.Exists(home[".old.1.bess-partial"]));
        Assert.Equal([".mine"], Directory.GetFileSystemEntries(home.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Begin_WhileAnotherRunIsWriting_ItIsLeftAlone()
    {
        using var home = new TempFolder();
        using var other = RunFolder.Begin(home["other"]).Value;
        other.Write("x.txt", writer => writer.WriteLine("still here"));
        using (RunFolder.Begin(home["run"]).Value)
        {
        }

        other.Commit();
        Assert.True(File.Exists(home["other/x.txt"]));
    }
}
