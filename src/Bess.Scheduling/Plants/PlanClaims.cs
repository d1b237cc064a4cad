using Bess.Domain.Schedules;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Plants;

/// <summary>Restates plans as claims for <see cref="PlanAudit"/>: no number is changed on the way.</summary>
public static class PlanClaims
{
    /// <summary>One scenario of a two-stage plan, with its day-ahead schedule where that must be deliverable.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="request">What it was made for.</param>
    /// <param name="scenario">0 … S − 1.</param>
    /// <returns>The claim.</returns>
    public static PlanClaim Of(TwoStagePlan plan, TwoStageRequest request, int scenario)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        return Of(request.Plant, plan.Grid, plan.DispatchMw[scenario], plan.EnergyMwh[scenario]) with
        {
            DayAheadMw = request.IsDayAheadDeliverable && request.CommittedDayAheadMw is null ? plan.DayAheadMw : null,
            DayAheadBlockSteps = request.DayAheadBlockSteps,
            Money = PlanMoney.Of(plan, request, scenario),
        };
    }

    /// <summary>A plan of energy and reserve.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="request">What it was made for.</param>
    /// <returns>The claim.</returns>
    public static PlanClaim Of(MultiMarketPlan plan, MultiMarketRequest request)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        return Of(request.Plant, plan.Grid, plan.PowerMw, plan.EnergyMwh) with
        {
            Reserves = [.. plan.Products.Select((product, k) => new ReserveClaim(product, plan.ReserveMw[k]))],
            VenueMw = plan.VenueMw,
            Money = PlanMoney.Of(plan, request),
        };
    }

    /// <summary>A plan behind a connection.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="request">What it was made for.</param>
    /// <returns>The claim.</returns>
    public static PlanClaim Of(ConnectionPlan plan, ConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        return Of(request.Plant, plan.Grid, plan.PowerMw, plan.EnergyMwh) with
        {
            Money = PlanMoney.Of(plan, request),
            Connection = new ConnectionClaim
            {
                ImportMw = plan.ImportMw,
                ExportMw = plan.ExportMw,
                CurtailedMw = plan.CurtailedMw,
                SolarMw = request.SolarMw,
                LoadMw = request.LoadMw,
                ImportLimitMw = request.ImportLimitMw,
                ExportLimitMw = request.ExportLimitMw,
            },
        };
    }

    /// <summary>The schedule of a battery in energy alone.</summary>
    /// <param name="plant">The battery and what is asked of it.</param>
    /// <param name="schedule">Its schedule.</param>
    /// <returns>The claim.</returns>
    public static PlanClaim Of(StoragePlant plant, Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentNullException.ThrowIfNull(schedule);
        return Of(plant, schedule.Grid, schedule.PowerMw.ToArray(), schedule.StateOfChargeMwh.ToArray());
    }

    internal static PlanClaim Of(StoragePlant plant, Domain.Time.TimeGrid grid, double[] power, double[] energy) => new()
    {
        Battery = plant.Battery,
        Grid = grid,
        InitialEnergyMwh = plant.InitialEnergyMwh,
        PowerMw = power,
        EnergyMwh = energy,
        StandingLossPerHour = plant.StandingLossPerHour,
        EndFloorMwh = plant.End.FloorMwh,
        EndFixedMwh = plant.End.FixedMwh,
        CyclesPerDay = plant.CyclesPerDay,
    };
}
