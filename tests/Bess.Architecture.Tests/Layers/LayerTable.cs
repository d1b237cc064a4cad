namespace Bess.Architecture.Tests.Layers;

/// <summary>What one project may lean on.</summary>
/// <param name="Level">Its level; a reference never points to a higher one.</param>
/// <param name="Projects">Projects it may reference.</param>
/// <param name="Packages">Packages it may reference.</param>
/// <param name="BannedTypes">Beginnings of full names of types that its compiled code must not mention.</param>
internal sealed record Layer(int Level, string[] Projects, string[] Packages, string[] BannedTypes);

/// <summary>Who may reference whom. A project that is not listed fails the tests: a new one starts with a line here.</summary>
internal static class LayerTable
{
    /// <summary>Distributed runtime and web host: allowed only where the two lists below say so.</summary>
    public static readonly string[] RingOnly = ["Microsoft.Orleans", "Orleans", "Microsoft.AspNetCore"];

    /// <summary>The cluster ring: in Bess.Cluster.sln only, because not every registry serves its packages.</summary>
    public static readonly string[] Ring = ["Bess.Grains.Abstractions", "Bess.Grains", "Bess.Silo", "Bess.Cluster.Tests", "Bess.Cluster.Drills"];

    /// <summary>Projects that may host a web server: the dashboard, alone or in a silo, and tests that stand in for a collector or a publisher.</summary>
    public static readonly string[] WebHosts = ["Bess.Hosts.Tests", "Bess.Dashboard", "Bess.Silo", "Bess.Cluster.Tests", "Bess.Cluster.Drills"];

    private static readonly string[] InputAndOutput =
        ["System.IO.File", "System.IO.Directory", "System.IO.Stream", "System.Net.", "System.Diagnostics.Process", "Npgsql."];

    private static readonly string[] Talk = ["System.Console", "Microsoft.Extensions.Logging."];

    /// <summary>The projects below src/.</summary>
    public static readonly IReadOnlyDictionary<string, Layer> Projects = new Dictionary<string, Layer>
    {
        ["Bess.Domain"] = new(0, [], [], [.. InputAndOutput, .. Talk]),
        ["Bess.Optimization"] = new(0, [], ["MathNet.Numerics"], Talk),
        ["Bess.Markets"] = new(1, ["Bess.Domain"], ["Polly.Core", "Npgsql"], Talk),
        ["Bess.Forecasting"] = new(1, ["Bess.Domain", "Bess.Optimization"], ["MathNet.Numerics"], [.. InputAndOutput, .. Talk]),
        ["Bess.Scheduling"] = new(1, ["Bess.Domain", "Bess.Optimization"], [], [.. InputAndOutput, .. Talk]),
        ["Bess.Coordination"] = new(2, ["Bess.Domain", "Bess.Optimization", "Bess.Scheduling"], ["OpenTelemetry.Api"], Talk),
        ["Bess.Backtesting"] = new(
            3, ["Bess.Domain", "Bess.Optimization", "Bess.Scheduling", "Bess.Coordination", "Bess.Markets", "Bess.Forecasting"],
            ["MathNet.Numerics"], ["Microsoft.AspNetCore.", .. Talk]),
        ["Bess.Reports"] = new(
            4, ["Bess.Domain", "Bess.Optimization", "Bess.Scheduling", "Bess.Coordination", "Bess.Markets", "Bess.Forecasting", "Bess.Backtesting"],
            [], ["Microsoft.AspNetCore.", .. InputAndOutput, .. Talk]),
        ["Bess.Cli"] = new(
            5,
            ["Bess.Domain", "Bess.Optimization", "Bess.Scheduling", "Bess.Coordination", "Bess.Markets", "Bess.Forecasting", "Bess.Backtesting", "Bess.Reports"],
            ["System.CommandLine", "Spectre.Console", "OpenTelemetry", "OpenTelemetry.Api", "OpenTelemetry.Exporter.OpenTelemetryProtocol"],
            []),
        ["Bess.Dashboard"] = new(
            5, ["Bess.Domain", "Bess.Optimization", "Bess.Scheduling", "Bess.Coordination", "Bess.Markets", "Bess.Forecasting", "Bess.Backtesting", "Bess.Reports"],
            ["Microsoft.AspNetCore.App"], ["Orleans.", "Microsoft.Orleans"]),
        ["Bess.Grains.Abstractions"] = new(
            3, ["Bess.Domain", "Bess.Optimization", "Bess.Scheduling", "Bess.Coordination"],
            ["Microsoft.Orleans.Sdk"], ["Microsoft.AspNetCore.", .. InputAndOutput, .. Talk]),
        ["Bess.Grains"] = new(
            4, ["Bess.Domain", "Bess.Optimization", "Bess.Scheduling", "Bess.Coordination", "Bess.Grains.Abstractions"],
            ["Microsoft.Orleans.Sdk", "Microsoft.Orleans.Server", "Microsoft.Orleans.Reminders", "Npgsql"], ["Microsoft.AspNetCore.", "System.Console"]),
        ["Bess.Silo"] = new(
            6, ["Bess.Domain", "Bess.Coordination", "Bess.Grains.Abstractions", "Bess.Grains", "Bess.Dashboard"],
            [
                "Microsoft.AspNetCore.App", "Microsoft.Orleans.Sdk", "Microsoft.Orleans.Server", "Microsoft.Orleans.Clustering.AdoNet",
                "Microsoft.Orleans.Persistence.AdoNet", "Microsoft.Orleans.Reminders.AdoNet", "Microsoft.Orleans.Connections.Security", "Npgsql",
                "OpenTelemetry", "OpenTelemetry.Api", "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            ],
            ["Bess.Optimization.", "Bess.Scheduling."]),
    };

    /// <summary>The projects below tests/: they may reference anything above, and the kit that they share.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> TestProjects = new Dictionary<string, string[]>
    {
        ["Bess.TestKit"] = [],
        ["Bess.Benchmarks"] = [],
        ["Bess.Domain.Tests"] = ["NodaTime", "FsCheck", "FSharp.Core"],
        ["Bess.Optimization.Tests"] = [],
        ["Bess.Markets.Tests"] = ["NodaTime"],
        ["Bess.Forecasting.Tests"] = [],
        ["Bess.Scheduling.Tests"] = [],
        ["Bess.Coordination.Tests"] = [],
        ["Bess.Backtesting.Tests"] = [],
        ["Bess.Hosts.Tests"] = ["Microsoft.AspNetCore.App", "Microsoft.Playwright"],
        ["Bess.Architecture.Tests"] = [],
        ["Bess.Cluster.Tests"] = ["Microsoft.AspNetCore.App", "Microsoft.Orleans.TestingHost", "Npgsql"],
        ["Bess.Cluster.Drills"] = ["Microsoft.AspNetCore.App", "Npgsql"],
    };

    /// <summary>Added to every project by Directory.Build.targets: an analyzer, which leaves nothing in the output.</summary>
    public static readonly string[] Analyzers = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    /// <summary>Packages that Directory.Build.targets gives to test projects.</summary>
    public static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio"];
}
