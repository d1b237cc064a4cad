using Bess.Cluster.Drills.Harness;

namespace Bess.Cluster.Drills.Cases;

/// <summary>Something that a cluster must stand, or a figure that it must keep to.</summary>
internal interface IDrill
{
    string Name { get; }

    string Summary { get; }

    /// <summary>Runs it and prints a table.</summary>
    /// <returns>Whether all demands were met.</returns>
    Task<bool> RunAsync(DrillOptions options);
}
