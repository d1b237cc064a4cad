using Bess.Domain;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Programmes;

/// <summary>A battery that trades again in real time. Its power at the connection is the day-ahead schedule x; the recourse of each scenario stands behind it.</summary>
/// <remarks>
/// A round agrees on what is sold day-ahead, which all scenarios share; what the battery does in real time is settled at the real-time
/// price and is its own business. Rows that must hold for what is really dispatched do not belong into such a round. Immutable and thread-safe.
/// </remarks>
public sealed class TwoStageProgramme : AgentProgramme
{
    private TwoStageProgramme(TwoStageRequest request)
        : base(request.Plant, request.RealTime.Grid) => Request = request;

    /// <summary>Battery, prices of both stages, fees, risk.</summary>
    public TwoStageRequest Request { get; }

    /// <inheritdoc />
    public override double PowerMw => Math.Max(Request.Plant.Battery.ChargeLimit.Mw, Request.Plant.Battery.DischargeLimit.Mw);

    /// <inheritdoc />
    public override double LargestPricePerMwh
    {
        get
        {
            var largest = 0.0;
            for (var s = 0; s < Request.RealTime.Count; s++)
            {
                var dayAhead = Request.DayAheadPrices(s);
                var realTime = Request.RealTime.PricesPerMwh(s);
                for (var t = 0; t < realTime.Length; t++)
                    largest = Math.Max(largest, Math.Abs(dayAhead[t]) + Math.Abs(realTime[t]));
            }

            return largest + Request.DayAheadFeePerMwh + Request.RealTimeFeePerMwh + Request.DeviationCostPerMwh;
        }
    }

    /// <summary>Makes the programme.</summary>
    /// <param name="request">Battery, prices of both stages, fees, risk; exclusivity is the round's business. The day-ahead schedule must be deliverable and not yet sold.</param>
    /// <returns>The programme, or all faults.</returns>
    public static Validated<TwoStageProgramme> Create(TwoStageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = Faults(request);
        return faults.Count > 0 ? Validated<TwoStageProgramme>.FromFaults(faults) : Checked(new TwoStageProgramme(request));
    }

    private protected override ProgrammeColumns Append(ProblemBuilder builder)
    {
        var (steps, battery) = (Grid.Count, Request.Plant.Battery);
        var columns = TwoStageFormulation.Append(builder, Request);
        var power = builder.AddColumns(steps, -battery.ChargeLimit.Mw, battery.DischargeLimit.Mw);
        for (var t = 0; t < steps; t++)
        {
            var row = builder.AddRow(0, 0);
            builder.AddEntry(row, power + t, 1);
            builder.AddEntry(row, columns.PositionOf(t), -1);
        }

        return new ProgrammeColumns(power, columns.Schedule!.Value.Energy, [.. columns.Pairs.Select((pair, k) => (k % steps, pair))]) { Recourse = columns.Scenarios };
    }

    private protected override AgentPlan Describe(double[] point, double objective)
    {
        double[] Series(int first) => [.. point.AsSpan(first, Grid.Count)];
        var position = Series(Columns.Power);
        var claim = PlanClaims.Of(Request.Plant, Grid, position, Series(Columns.Energy)) with { DayAheadBlockSteps = Request.DayAheadBlockSteps };
        PlanClaim[] recourse = [.. Columns.Recourse.Select(path => PlanClaims.Of(
            Request.Plant, Grid, [.. Series(path.Discharge).Zip(Series(path.Charge), (discharge, charge) => discharge - charge)], Series(path.Energy)) with
        {
            DayAheadMw = position,
            DayAheadBlockSteps = Request.DayAheadBlockSteps,
        })];
        return new AgentPlan
        {
            Agent = Id,
            Grid = Grid,
            ConnectionMw = position,
            Claim = claim,
            Recourse = recourse,
            Audit = new AuditVerdict([.. recourse.Prepend(claim).SelectMany(path => PlanAudit.Check(path).Findings)]),
            Money = AgentValuation.Of(claim, recourse, Request),
            Objective = objective,
            OutsideWindow = AgentValuation.OutsideWindow(claim),
        };
    }

    private static List<Fault> Faults(TwoStageRequest request)
    {
        var id = request.Plant.Battery.Id.Value;
        var faults = new List<Fault>();
        try
        {
            request.Check();
        }
        catch (ArgumentException refused)
        {
            faults.Add(new Fault(id, "twoStage", "a request without faults", refused.Message));
        }

        if (!request.IsDayAheadDeliverable)
            faults.Add(new Fault(id, "isDayAheadDeliverable", "true: what a round agrees on can be delivered", "false"));
        if (request.CommittedDayAheadMw is not null)
            faults.Add(new Fault(id, "committedDayAheadMw", "none: a round decides the day-ahead schedule", "one"));
        if (request.Plant.WearInForce.CycleDepth.Count > 0)
            faults.Add(new Fault(id, "wear.cycleDepth", "no layers: a round values throughput only", $"{request.Plant.WearInForce.CycleDepth.Count}"));
        return faults;
    }
}
