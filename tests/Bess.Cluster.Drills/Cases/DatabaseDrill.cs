using System.Globalization;
using Bess.Cluster.Drills.Harness;

namespace Bess.Cluster.Drills.Cases;

/// <summary>The database is stopped for a while.</summary>
internal sealed class DatabaseDrill() : SeriesDrill("database", "PostgreSQL stopped for 10 s at a random moment of each round", 12)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    protected override string Remark => string.Create(CultureInfo.InvariantCulture, $"The outage of {Outage.TotalSeconds:0} s is part of the time lost.");

    protected override async Task DisturbAsync(DrillCluster cluster, int victim)
    {
        await cluster.Database!.StopAsync();
        await Task.Delay(Outage);
        await cluster.Database.StartAsync();
    }
}
