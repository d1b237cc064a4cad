namespace Bess.Architecture.Tests.Layers;

/// <summary>Each layer rule has been seen to fail.</summary>
public sealed class PlantedLayerViolationTests
{
    [Fact]
    public void UnknownProjects_NewProject_Fails() =>
        Assert.Single(LayerRules.UnknownProjects([Parsed("src/Bess.Surprise/Bess.Surprise.csproj")]));

    [Fact]
    public void UnknownProjects_TestProjectBelowSources_Fails() =>
        Assert.Single(LayerRules.UnknownProjects([Parsed("src/Bess.TestKit/Bess.TestKit.csproj")]));

    [Fact]
    public void MissingProjects_NoProjects_Fails() =>
        Assert.Equal(LayerTable.Projects.Count + LayerTable.TestProjects.Count, LayerRules.MissingProjects([]).Count());

    [Theory]
    [InlineData("Bess.Domain", "Bess.Optimization")]
    [InlineData("Bess.Optimization", "Bess.Domain")]
    [InlineData("Bess.Markets", "Bess.Forecasting")]
    [InlineData("Bess.Forecasting", "Bess.Markets")]
    [InlineData("Bess.Scheduling", "Bess.Markets")]
    [InlineData("Bess.Coordination", "Bess.Cli")]
    [InlineData("Bess.Coordination", "Bess.TestKit")]
    [InlineData("Bess.Dashboard", "Bess.Grains")]
    [InlineData("Bess.Grains", "Bess.Dashboard")]
    [InlineData("Bess.Silo", "Bess.Scheduling")]
    public void ProjectReferences_WrongArrow_Fails(string from, string to) =>
        Assert.Single(LayerRules.ProjectReferences([Parsed($"src/{from}/{from}.csproj", $"<ProjectReference Include=\"..\\{to}\\{to}.csproj\" />")]));

    [Theory]
    [InlineData("src/Bess.Domain/Bess.Domain.csproj", "NodaTime")]
    [InlineData("src/Bess.Optimization/Bess.Optimization.csproj", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("tests/Bess.TestKit/Bess.TestKit.csproj", "NodaTime")]
    public void PackageReferences_Unlisted_Fails(string project, string package) =>
        Assert.Single(LayerRules.PackageReferences([Parsed(project, $"<PackageReference Include=\"{package}\" />")]));

    [Fact]
    public void Levels_ArrowUp_Fails()
    {
        var table = new Dictionary<string, Layer> { ["Low"] = new(0, ["High"], [], []), ["High"] = new(1, [], [], []) };
        Assert.Single(LayerRules.Levels(table));
    }

    [Fact]
    public void CompiledReferences_TransitiveUse_Fails() =>
        Assert.Single(LayerRules.CompiledReferences([new CompiledAssembly("Bess.Domain", ["System.Runtime", "Bess.Scheduling"], [])]));

    [Fact]
    public void CompiledPackages_ThisAssemblyAsDomain_NamesXunit() =>
        Assert.Contains(LayerRules.CompiledPackages([Own("Bess.Domain")]), violation => violation.EndsWith("xunit.core", StringComparison.Ordinal));

    [Fact]
    public void BannedTypes_ThisAssemblyAsDomain_NamesFile() =>
        Assert.Contains(LayerRules.BannedTypes([Own("Bess.Domain")]), violation => violation.EndsWith("System.IO.File", StringComparison.Ordinal));

    [Theory]
    [InlineData("Microsoft.Orleans.Sdk")]
    [InlineData("Microsoft.AspNetCore.App")]
    public void Ring_ReferenceInCoordination_Fails(string reference)
    {
        var project = Parsed("src/Bess.Coordination/Bess.Coordination.csproj", $"<FrameworkReference Include=\"{reference}\" />");
        Assert.Single(LayerRules.Ring([project], []));
        Assert.Single(LayerRules.Ring([], [new CompiledAssembly("Bess.Coordination", [reference], [])]));
    }

    [Fact]
    public void Ring_WebSdk_Fails() =>
        Assert.Single(LayerRules.Ring([ProjectFile.Parse("src/Bess.Cli/Bess.Cli.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />")], []));

    [Theory]
    [InlineData("Bess.Grains", "Microsoft.AspNetCore.Http", 1)]
    [InlineData("Bess.Grains", "Orleans.Runtime", 0)]
    [InlineData("Bess.Silo", "Microsoft.AspNetCore.Http", 0)]
    [InlineData("Bess.Dashboard", "Orleans.Core", 1)]
    public void Ring_OrleansInGrainsWebInHosts_FailsOtherwise(string project, string reference, int expected) =>
        Assert.Equal(expected, LayerRules.Ring([], [new CompiledAssembly(project, [reference], [])]).Count());

    private static CompiledAssembly Own(string project) => CompiledAssembly.Read(project, typeof(PlantedLayerViolationTests).Assembly.Location);

    private static ProjectFile Parsed(string path, string items = "") =>
        ProjectFile.Parse(path, $"<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>{items}</ItemGroup></Project>");
}
