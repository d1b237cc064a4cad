using System.Globalization;
using Bess.Coordination.Coupling;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Scheduling.Programmes;

namespace Bess.Coordination.Rounds;

/// <summary>Checks the members of a round that are more than a battery.</summary>
public static class RoundProgrammes
{
    /// <summary>All faults of a request's programmes: unknown or repeated members, another battery or horizon, an algorithm that cannot ask them.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Empty when it can run.</returns>
    public static IReadOnlyList<Fault> Check(RoundRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<Fault>();
        var seen = new HashSet<AgentId>();
        foreach (var programme in request.Programmes)
        {
            CheckOne(request, programme, seen.Add(programme.Id), faults);
        }

        if (request.Programmes.Count > 0 && request.Options.Algorithm == CoordinationAlgorithm.Aladin)
        {
            faults.Add(new Fault("options", "algorithm", "barrier-ALADIN, ADMM or Dantzig-Wolfe in a round with programmes", "textbook ALADIN, which needs the active limits of plain batteries"));
        }

        return faults;
    }

    /// <summary>Prices of the programmes that would make missing a hard row pay.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plan">Its coupling.</param>
    /// <returns>Empty when the violation price lies above them.</returns>
    public static IReadOnlyList<Fault> CheckPrices(RoundRequest request, CouplingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        return [.. request.Programmes
            .Where(programme => programme.LargestPricePerMwh >= plan.ViolationPricePerMwh)
            .Select(programme => new Fault(
                "coupling", "violationPricePerMwh", $"> {Text(programme.LargestPricePerMwh)}, the largest price of {programme.Id}", Text(plan.ViolationPricePerMwh)))];
    }

    /// <summary>The fault of asking a plant for programmes that takes batteries only: a cluster, or a server.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Empty when it has none.</returns>
    public static IReadOnlyList<Fault> Refuse(RoundRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Programmes.Count == 0
            ? []
            : [new Fault("round", "programmes", "none: reserves and photovoltaics take part in rounds in process only", $"{request.Programmes.Count}")];
    }

    private static void CheckOne(RoundRequest request, AgentProgramme programme, bool isFirst, List<Fault> faults)
    {
        var place = $"programme {programme.Id}";
        if (!isFirst)
        {
            faults.Add(new Fault(place, "id", "one programme a member", "a second one"));
        }

        if (programme.Grid != request.Scenarios.Grid)
        {
            faults.Add(new Fault(place, "grid", $"that of the round, {request.Scenarios.Grid}", $"{programme.Grid}"));
        }

        if (request.Fleet.Members.FirstOrDefault(m => m.Battery.Id == programme.Id) is not { } member)
        {
            faults.Add(new Fault(place, "id", "a member of the fleet", programme.Id.Value));
            return;
        }

        if (member.Battery != programme.Plant.Battery)
        {
            faults.Add(new Fault(place, "battery", "the battery of the member", "one with other numbers"));
        }

        if (member.InitialEnergy.Mwh != programme.Plant.InitialEnergyMwh)
        {
            faults.Add(new Fault(place, "initialEnergyMwh", $"{Text(member.InitialEnergy.Mwh)}, as in the fleet", Text(programme.Plant.InitialEnergyMwh)));
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
