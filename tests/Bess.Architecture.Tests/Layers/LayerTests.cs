namespace Bess.Architecture.Tests.Layers;

/// <summary>The arrows between projects point one way.</summary>
public sealed class LayerTests
{
    private static readonly CompiledAssembly[] Assemblies =
    [
        .. LayerTable.Projects.Keys.Except(LayerTable.Ring).Select(CompiledAssembly.Of),
        .. LayerTable.Projects.Keys.Intersect(LayerTable.Ring).Select(CompiledAssembly.OfRing).OfType<CompiledAssembly>(),
    ];

    [Fact]
    public void Projects_AllInTheTable() => Report.None(LayerRules.UnknownProjects(ProjectFile.All));

    [Fact]
    public void Table_AllHaveProjects() => Report.None(LayerRules.MissingProjects(ProjectFile.All));

    [Fact]
    public void Table_ArrowsPointDown() => Report.None(LayerRules.Levels(LayerTable.Projects));

    [Fact]
    public void ProjectReferences_FollowTheTable() => Report.None(LayerRules.ProjectReferences(ProjectFile.All));

    [Fact]
    public void PackageReferences_FollowTheTable() => Report.None(LayerRules.PackageReferences(ProjectFile.All));

    [Fact]
    public void CompiledReferences_FollowTheTable() => Report.None(LayerRules.CompiledReferences(Assemblies));

    [Fact]
    public void CompiledPackages_FollowTheTable() => Report.None(LayerRules.CompiledPackages(Assemblies));

    [Fact]
    public void CompiledTypes_NoBannedOnes() => Report.None(LayerRules.BannedTypes(Assemblies));

    [Fact]
    public void ClusterRing_NotUsedElsewhere() => Report.None(LayerRules.Ring(ProjectFile.All, Assemblies));

    [Fact]
    public void CompiledAssemblies_WereReallyRead() =>
        Assert.Contains("Bess.Domain", Assemblies.Single(assembly => assembly.Project == "Bess.Coordination").References);
}
