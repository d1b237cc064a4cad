using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Schedules;
using Bess.Scheduling.Explaining;
using Bess.Scheduling.Programmes;

namespace Bess.Coordination.Explaining;

/// <summary>Why a battery of a finished round does what it does: its own problem at the round's final multipliers.</summary>
/// <remarks>
/// The schedule of a round is a consensus, not the battery's own best answer to the final prices: among equal prices many answers are as
/// good, and the repair of the sums moves it a little. What it costs the battery against its best answer is the gap of the explanation.
/// </remarks>
public static class RoundExplanation
{
    /// <summary>Explains one battery of a finished round.</summary>
    /// <param name="request">The round as it was asked for.</param>
    /// <param name="result">What came out.</param>
    /// <param name="battery">Whose plan.</param>
    /// <param name="options">Settings; null for defaults.</param>
    /// <returns>The explanation (its status says whether there are reasons), or a fault when the battery has no schedule in the result.</returns>
    public static Validated<PlanExplanation> Of(RoundRequest request, RoundResult result, AgentId battery, ExplanationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(result);
        var member = request.Fleet.Members.FirstOrDefault(member => member.Battery.Id == battery);
        if (member is null)
            return Validated<PlanExplanation>.FromFault(new Fault("round", "battery", "a battery of the fleet that the round began with", $"'{battery}'"));
        if (request.Programmes.FirstOrDefault(programme => programme.Id == battery) is { } programme)
            return OfProgramme(request, result, member, programme, options);
        var schedule = result.Schedules.FirstOrDefault(schedule => schedule.Agent == battery);
        return schedule is null
            ? Validated<PlanExplanation>.FromFault(new Fault("round", "battery", "a battery whose schedule is in the result", $"'{battery}', whose owner keeps it or that had left"))
            : Of(request, result, member, schedule, options);
    }

    /// <summary>What the coupling makes a battery pay for each MWh that it gives: the sum of the multipliers of its constraints.</summary>
    /// <param name="request">The round.</param>
    /// <param name="result">Its result.</param>
    /// <param name="group">The battery's group; null for none.</param>
    /// <returns>Currency/MWh, one a step.</returns>
    public static double[] CouplingPricePerMwh(RoundRequest request, RoundResult result, string? group)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(result);
        var grid = request.Scenarios.Grid;
        var plan = CouplingPlan.Create(request.Coupling, request.Fleet.Groups, grid.Count, grid.StepHours, LargestPrice(request.Scenarios));
        var price = new double[grid.Count];
        foreach (var k in plan.Classes[plan.ClassOf(group)])
        {
            for (var t = 0; t < price.Length; t++)
                price[t] += result.Coupling[k].MultiplierPerMwh[t];
        }

        return price;
    }

    private static Validated<PlanExplanation> Of(RoundRequest request, RoundResult result, FleetMember member, Schedule schedule, ExplanationOptions? options)
    {
        var price = CouplingPricePerMwh(request, result, member.Group);
        var question = BatteryPlanQuestion.Of(member, request.Scenarios, schedule.PowerMw.ToArray(), price) with { EnergyMwh = schedule.StateOfChargeMwh.ToArray() };
        return Validated<PlanExplanation>.FromValue(Noted(PlanExplainer.Explain(question, options), result));
    }

    private static Validated<PlanExplanation> OfProgramme(
        RoundRequest request, RoundResult result, FleetMember member, AgentProgramme programme, ExplanationOptions? options)
    {
        if (programme is not ReserveProgramme { SoldMw: null } reserve || result.AgentPlans.FirstOrDefault(plan => plan.Agent == programme.Id) is not { } plan)
        {
            return Validated<PlanExplanation>.FromFault(
                new Fault("round", "battery", "a battery alone or with free reserve bids", $"'{programme.Id}', which is planned by {programme.GetType().Name}"));
        }

        var question = new BatteryPlanQuestion
        {
            Problem = reserve.Request,
            PowerMw = plan.Claim.PowerMw,
            EnergyMwh = plan.Claim.EnergyMwh,
            VenueMw = plan.Claim.VenueMw,
            ReserveMw = [.. plan.Claim.Reserves.Select(claim => claim.SoldMw)],
            CouplingPricePerMwh = CouplingPricePerMwh(request, result, member.Group),
        };
        return Validated<PlanExplanation>.FromValue(Noted(PlanExplainer.Explain(question, options), result));
    }

    private static PlanExplanation Noted(PlanExplanation told, RoundResult result) => result.NonUniqueMultiplierSteps.Count == 0
        ? told
        : told with
        {
            Summary = $"{told.Summary} The coupling's price is not unique in {result.NonUniqueMultiplierSteps.Count} intervals of this round (first: {result.NonUniqueMultiplierSteps[0]}); prices there are one choice of several.",
        };

    private static double LargestPrice(ScenarioSet scenarios)
    {
        var largest = 0.0;
        for (var s = 0; s < scenarios.Count; s++)
        {
            foreach (var price in scenarios.PricesPerMwh(s))
                largest = Math.Max(largest, Math.Abs(price));
        }

        return largest;
    }
}
