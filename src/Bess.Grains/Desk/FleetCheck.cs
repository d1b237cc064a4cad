using System.Globalization;
using Bess.Coordination.Desk;
using Bess.Domain;
using Bess.Scheduling;

namespace Bess.Grains.Desk;

/// <summary>Checks the batteries that an order carries, while whoever sent them is still on the line.</summary>
internal static class FleetCheck
{
    // A masked sum of one or two would open them: each of two knows the other's part of what is published.
    private const int FewestMasked = 3;

    /// <summary>What a plant says of the number of its batteries; null when they can run the round.</summary>
    public static Fault? Members(RoundOrder order, int batteries) => batteries == 0 ? Nobody(order.PowerPlant)
        : order.Options.MaskedSums && batteries < FewestMasked ? TooFewToMask(batteries) : null;

    private static Fault TooFewToMask(int batteries) =>
        new("options", "maskedSums", string.Create(CultureInfo.InvariantCulture, $"at least {FewestMasked} batteries, so that no sum gives one away"), string.Create(CultureInfo.InvariantCulture, $"{batteries}"));

    public static Fault Nobody(string powerPlant) =>
        new("", "fleet", "a fleet, or a power plant with enrolled batteries", $"no fleet, and nobody enrolled at '{powerPlant}'");

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
