namespace Bess.Architecture.Tests.Sources;

/// <summary>Where files may be touched in Coordination.</summary>
public sealed class FileAccessTests
{
    private const string Folder = "src/Bess.Coordination/Fleets/";

    [Fact]
    public void Coordination_FilesOnlyInFleets() => Report.None(FileAccessRules.Uses(SourceFile.In("src/Bess.Coordination/"), Folder));

    [Theory]
    [InlineData("src/Bess.Coordination/Rounds/A.cs", 1)]
    [InlineData("src/Bess.Coordination/Fleets/A.cs", 0)]
    public void Coordination_PlantedFileAccess_FailsOutsideFleets(string path, int expected) =>
        Assert.Equal(expected, FileAccessRules.Uses([new SourceFile(path, "var text = File.ReadAllText(path); // a File")], Folder).Count());
}
