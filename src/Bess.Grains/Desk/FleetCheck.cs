using Bess.Coordination.Desk;
using Bess.Domain;
using Bess.Scheduling;

namespace Bess.Grains.Desk;

/// <summary>Checks the batteries that an order carries, while whoever sent them is still on the line.</summary>
internal static class FleetCheck
{
    public static IEnumerable<Fault> Faults(RoundOrder order)
    {
        if (order.Fleet is not { } fleet)
        {
            return [];
        }

        var prices = StorageModelFactory.MatrixOf(order.Scenarios);
        return fleet.Members.SelectMany(member => StorageModelFactory.Create(member, prices).Faults);
    }
}
