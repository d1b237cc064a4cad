using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Scheduling;

namespace Bess.Coordination.Desk.Local;

/// <summary>Turns an order into a request that can run, or tells all that keeps it from running.</summary>
internal static class OrderCheck
{
    public static Validated<RoundRequest> Check(RoundOrder order, Fleet? fleet, TimeProvider clock, int? threads)
    {
        var faults = new List<Fault>();
        if (order.Id is { } id && !DeskNames.IsRoundId(id))
            faults.Add(new Fault("", "id", DeskNames.RoundIdRule, $"'{id}'"));
        if (!DeskNames.IsPowerPlant(order.PowerPlant))
            faults.Add(new Fault("", "powerPlant", DeskNames.PowerPlantRule, $"'{order.PowerPlant}'"));
        else if (fleet is null)
            faults.Add(new Fault("", "fleet", "a fleet, or a power plant with enrolled batteries", $"no fleet, and nobody enrolled at '{order.PowerPlant}'"));
        if (fleet is null)
            return Validated<RoundRequest>.FromFaults(faults);
        var request = new RoundRequest
        {
            Id = order.Id ?? "",
            Fleet = fleet,
            Scenarios = order.Scenarios,
            Coupling = order.Coupling,
            Options = order.Options with { Clock = clock, Threads = threads },
        };
        faults.AddRange(RoundValidator.Check(request.Terms));
        var prices = StorageModelFactory.MatrixOf(request.Scenarios);
        faults.AddRange(fleet.Members.SelectMany(member => StorageModelFactory.Create(member, prices).Faults));
        return faults.Count > 0 ? Validated<RoundRequest>.FromFaults(faults) : Validated<RoundRequest>.FromValue(request);
    }
}
