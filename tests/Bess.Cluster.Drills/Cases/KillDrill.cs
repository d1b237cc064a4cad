using Bess.Cluster.Drills.Harness;

namespace Bess.Cluster.Drills.Cases;

/// <summary>SIGKILL of one of the silos, which is started again at once.</summary>
internal sealed class KillDrill() : SeriesDrill("kill", "SIGKILL of one of two silos at a random moment of each round", 20)
{
    protected override async Task DisturbAsync(DrillCluster cluster, int victim)
    {
        await cluster.Silos[victim].KillAsync();
        cluster.Silos[victim].Start();
    }
}
