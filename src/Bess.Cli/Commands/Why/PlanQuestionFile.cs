using Bess.Cli.Commands.Backtest;
using Bess.Cli.Commands.Verify;
using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Time;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Explaining;

namespace Bess.Cli.Commands.Why;

/// <summary>Reads a plan with the problem that it answers.</summary>
internal static class PlanQuestionFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Absolute path.</param>
    public static Validated<AskedPlan> Read(string path)
    {
        var source = Path.GetFileName(path);
        var claim = PlanClaimFile.Read(path, null);
        var root = JsonForm.Read(path);
        if (!claim.IsValid || !root.IsValid)
            return Validated<AskedPlan>.FromFaults(claim.Faults);
        if (root.Value.Find(PlanProblem.Field) is not { } node)
        {
            return Validated<AskedPlan>.FromFault(new Fault(
                source, PlanProblem.Field, "the problem that the plan answers, as 'bess optimize --output json' writes it", "nothing"));
        }

        var member = BatteryFile.Read(root.Value.Find("battery")!, source);
        var zone = BiddingZone.TryFind(root.Value.Find("horizon")?.Find("zone")?.Text, out var found) ? found : null;
        return member
            .Bind(battery => PlanProblem.Read(node, source, battery, claim.Value.Grid))
            .Map(problem => new AskedPlan(claim.Value.Grid, zone, options => Explain(problem, claim.Value, options)));
    }

    private static Validated<PlanExplanation> Explain(PlanProblem problem, PlanClaim claim, ExplanationOptions options)
    {
        var request = problem.Battery;
        if (claim.Reserves.Count != request.Reserves.Count || (claim.VenueMw.Count != request.Venues.Count && request.Venues.Count > 1))
        {
            return Validated<PlanExplanation>.FromFault(new Fault(
                "plan", "reserves, venueMw", $"one list for each market of the problem: {request.Reserves.Count} and {request.Venues.Count}",
                $"{claim.Reserves.Count} and {claim.VenueMw.Count}"));
        }

        return Validated<PlanExplanation>.FromValue(PlanExplainer.Explain(
            new BatteryPlanQuestion
            {
                Problem = request,
                PowerMw = claim.PowerMw,
                EnergyMwh = claim.EnergyMwh,
                VenueMw = claim.VenueMw,
                ReserveMw = [.. claim.Reserves.Select(reserve => reserve.SoldMw)],
            },
            options));
    }
}
