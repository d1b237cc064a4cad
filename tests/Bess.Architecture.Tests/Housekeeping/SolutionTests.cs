namespace Bess.Architecture.Tests.Housekeeping;

/// <summary>Projects and packages are all accounted for.</summary>
public sealed class SolutionTests
{
    private static IEnumerable<string> ProjectFiles =>
        Repository.FilesIn(string.Empty, ".csproj").Where(file => !file.StartsWith("samples/", StringComparison.Ordinal));

    [Fact]
    public void Solution_ListsEveryProjectOutsideTheRing() => Report.None(SolutionRules.Difference(Repository.Read("Bess.sln"), ProjectFiles.Where(file => !IsRing(file))));

    [Fact]
    public void ClusterSolution_ListsEveryProject() => Report.None(SolutionRules.Difference(Repository.Read("Bess.Cluster.sln"), ProjectFiles));

    [Fact]
    public void Packages_AllExplained() => Report.None(SolutionRules.UnexplainedPackages(Repository.Read("Directory.Packages.props")));

    [Fact]
    public void Packages_AllUsed() => Report.None(SolutionRules.UnusedPackages(
        Repository.Read("Directory.Packages.props"),
        ProjectFiles.Append("Directory.Build.targets").Append("Directory.Build.props").Select(Repository.Read)));

    [Fact]
    public void Solution_PlantedStrangerAndGhost_Fails() =>
        Assert.Equal(2, SolutionRules.Difference("Project(\"{0}\") = \"A\", \"src\\A\\A.csproj\", \"{1}\"", ["src/B/B.csproj"]).Count());

    [Theory]
    [InlineData("<ItemGroup><PackageVersion Include=\"A\" /></ItemGroup>", 1)]
    [InlineData("<ItemGroup><!-- --><PackageVersion Include=\"A\" /></ItemGroup>", 1)]
    [InlineData("<ItemGroup><!-- Sparse algebra. --><PackageVersion Include=\"A\" /><PackageVersion Include=\"B\" /></ItemGroup>", 0)]
    public void Packages_PlantedUnexplainedOne_Fails(string xml, int expected) =>
        Assert.Equal(expected, SolutionRules.UnexplainedPackages(xml).Count());

    [Fact]
    public void Packages_PlantedUnusedOne_Fails() =>
        Assert.Single(SolutionRules.UnusedPackages("<P><PackageVersion Include=\"A\" /></P>", ["<P><PackageReference Include=\"B\" /></P>"]));

    private static bool IsRing(string file) => Layers.LayerTable.Ring.Contains(Path.GetFileNameWithoutExtension(file));
}
