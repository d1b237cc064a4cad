using Bess.Backtesting.Desk;
using Bess.Cli.Commands.Verify;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Explaining;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Cli.Commands.Why;

/// <summary>Reads a plan with the problem that it answers.</summary>
internal static class PlanQuestionFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Absolute path.</param>
    public static Validated<AskedPlan> Read(string path)
    {
        var source = Path.GetFileName(path);
        var claims = PlanClaimFile.Read(path, null);
        var root = InputFiles.ReadJson(path);
        if (!claims.TryGet(out var read) || !root.IsValid)
            return Validated<AskedPlan>.FromFaults(claims.Faults);
        if (root.Value.Find(PlanProblem.Field) is not { } node)
        {
            return Validated<AskedPlan>.FromFault(new Fault(
                source, PlanProblem.Field, "the problem that the plan answers, as 'bess optimize --output json' writes it", "nothing"));
        }

        var member = BatteryFile.Read(root.Value.Find("battery")!, source);
        var zone = BiddingZone.TryFind(root.Value.Find("horizon")?.Find("zone")?.Text, out var found) ? found : null;
        return member
            .Bind(battery => PlanProblem.Read(node, source, battery, read[0].Grid))
            .Map(problem => new AskedPlan(read[0].Grid, zone, options => problem switch
            {
                { TwoStage: { } stages } => Explain(stages, read, options),
                { Connection: { } connection } => Explain(connection, problem.Currency, read[0], options),
                _ => Explain(problem.Battery!, read[0], options),
            }));
    }

    private static Validated<PlanExplanation> Explain(TwoStageRequest request, IReadOnlyList<PlanClaim> claims, ExplanationOptions options)
    {
        if (claims.Count - 1 != request.RealTime.Count)
            return Validated<PlanExplanation>.FromFault(new Fault("plan", "dispatchMw", $"{request.RealTime.Count} lists, one for each scenario of the problem", $"{claims.Count - 1}"));

        // Every opposite solves all scenarios again: without an interval to ask for, prices alone are told.
        return Validated<PlanExplanation>.FromValue(PlanExplainer.Explain(
            new TwoStagePlanQuestion
            {
                Problem = request,
                DayAheadMw = claims[0].PowerMw,
                DayAheadEnergyMwh = claims[0].EnergyMwh,
                DispatchMw = [.. claims.Skip(1).Select(claim => claim.PowerMw)],
                EnergyMwh = [.. claims.Skip(1).Select(claim => claim.EnergyMwh)],
            },
            options with { OppositeSteps = options.OppositeSteps ?? [] }));
    }

    private static Validated<PlanExplanation> Explain(ConnectionRequest request, Currency currency, PlanClaim claim, ExplanationOptions options) => claim.Connection is not { } node
        ? Validated<PlanExplanation>.FromFault(new Fault("plan", "connection", "what the plan does at its connection", "nothing"))
        : Validated<PlanExplanation>.FromValue(PlanExplainer.Explain(
            new ConnectionPlanQuestion
            {
                Problem = request,
                Currency = currency,
                PowerMw = claim.PowerMw,
                EnergyMwh = claim.EnergyMwh,
                ImportMw = node.ImportMw,
                ExportMw = node.ExportMw,
                CurtailedMw = node.CurtailedMw,
            },
            options));

    private static Validated<PlanExplanation> Explain(MultiMarketRequest request, PlanClaim claim, ExplanationOptions options)
    {
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
