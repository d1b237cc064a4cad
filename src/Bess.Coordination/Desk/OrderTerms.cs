using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk;

/// <summary>Checks an order as far as that is possible without its batteries: what a coordinator does that may not know them.</summary>
public static class OrderTerms
{
    /// <summary>Checks an order.</summary>
    /// <param name="order">The order, with its identity.</param>
    /// <param name="groups">The group tree of its batteries.</param>
    /// <returns>All faults; empty when it can run on a cluster.</returns>
    public static IReadOnlyList<Fault> Check(RoundOrder order, IReadOnlyList<FleetGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(groups);
        var faults = new List<Fault>();
        if (!DeskNames.IsRoundId(order.Id))
        {
            faults.Add(new Fault("", "id", DeskNames.RoundIdRule, $"'{order.Id}'"));
        }

        if (!DeskNames.IsPowerPlant(order.PowerPlant))
        {
            faults.Add(new Fault("", "powerPlant", DeskNames.PowerPlantRule, $"'{order.PowerPlant}'"));
        }

        if (order.Options.Algorithm == CoordinationAlgorithm.DantzigWolfe)
        {
            faults.Add(new Fault("options", "algorithm", "an algorithm that needs sums of answers only", "dantzig-wolfe, which needs each answer by itself"));
        }

        faults.AddRange(RoundValidator.Check(new RoundTerms(order.Id ?? "", groups, order.Scenarios, order.Coupling, order.Options)));
        return faults;
    }
}
