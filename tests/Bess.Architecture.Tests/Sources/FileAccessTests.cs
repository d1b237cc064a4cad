namespace Bess.Architecture.Tests.Sources;

/// <summary>Where files may be touched in Coordination.</summary>
public sealed class FileAccessTests
{
    private static readonly string[] Folders = ["src/Bess.Coordination/Fleets/", "src/Bess.Coordination/Desk/Local/", "src/Bess.Coordination/Desk/Prices/", "src/Bess.Coordination/Remote/"];

    [Fact]
    public void Coordination_FilesOnlyInTheirFolders() => Report.None(FileAccessRules.Uses(SourceFile.In("src/Bess.Coordination/"), Folders));

    [Theory]
    [InlineData("src/Bess.Coordination/Rounds/A.cs", 1)]
    [InlineData("src/Bess.Coordination/Desk/A.cs", 1)]
    [InlineData("src/Bess.Coordination/Fleets/A.cs", 0)]
    [InlineData("src/Bess.Coordination/Desk/Local/A.cs", 0)]
    public void Coordination_PlantedFileAccess_FailsOutsideThem(string path, int expected) =>
        Assert.Equal(expected, FileAccessRules.Uses([new SourceFile(path, "var text = File.ReadAllText(path); // a File")], Folders).Count());
}
