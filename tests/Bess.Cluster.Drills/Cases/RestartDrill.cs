using Bess.Cluster.Drills.Harness;

namespace Bess.Cluster.Drills.Cases;

/// <summary>SIGKILL of all silos at once, which are started again at once.</summary>
internal sealed class RestartDrill() : SeriesDrill("restart", "SIGKILL of all silos at a random moment of each round", 12)
{
    protected override async Task DisturbAsync(DrillCluster cluster, int victim)
    {
        await Task.WhenAll(cluster.Silos.Select(silo => silo.KillAsync()));
        foreach (var silo in cluster.Silos)
        {
            silo.Start();
        }
    }
}
