using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Plant;

/// <summary>The battery as it really is: worse efficiencies, auxiliaries, a set-point that is not quite reached.</summary>
/// <remarks>
/// <para>
/// It is never better than the plan's model. Window, power limits, headroom, endurance and cycle limit are the plan's; what it loses
/// beyond the plan is <see cref="ExtraChargeLoss"/> a MWh charged and <see cref="ExtraDischargeLoss"/> a MWh discharged. So its
/// metered power and stored energy are a feasible point of the optimiser's model with these losses beside its own, and that is the model
/// of the ceiling: no run is above its ceiling, whatever the prices, and the ceiling promises nothing that this plant cannot do.
/// </para>
/// <para>
/// A set-point is clipped by the planned plant with the measured energy, as an operator would; the real plant then delivers what
/// it can. Reserve goes before energy: set-points leave its headroom. Where even that is not enough, a share of the reserve is not held.
/// Deterministic in seed, day and step. Stateless and thread-safe.
/// </para>
/// </remarks>
public sealed class RealPlant
{
    private const int ShareBisections = 40;

    private readonly StoragePlant _plan;
    private readonly PlantSettings _settings;
    private readonly WearCost _wear;
    private readonly double _charge;
    private readonly double _discharge;

    /// <summary>Sets the plant up.</summary>
    /// <param name="plan">The battery as plans see it.</param>
    /// <param name="settings">How reality differs.</param>
    public RealPlant(StoragePlant plan, PlantSettings settings)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(settings);
        (_plan, _settings, _wear) = (plan, settings, WearOf(plan));
        _charge = plan.Battery.ChargeEfficiency.Value * settings.EfficiencyFactor * (1 - settings.AuxiliaryShare);
        _discharge = plan.Battery.DischargeEfficiency.Value * settings.EfficiencyFactor / (1 + settings.AuxiliaryShare);
    }

    /// <summary>Energy lost beyond the plan, MWh per MWh charged.</summary>
    public double ExtraChargeLoss => _plan.Battery.ChargeEfficiency.Value - _charge;

    /// <summary>Energy lost beyond the plan, MWh per MWh discharged.</summary>
    public double ExtraDischargeLoss => (1 / _discharge) - (1 / _plan.Battery.DischargeEfficiency.Value);

    /// <summary>The wear that is in force for a plant.</summary>
    /// <param name="plan">The plant.</param>
    public static WearCost WearOf(StoragePlant plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Wear ?? new WearCost { ThroughputPerMwh = plan.Battery.DegradationCost.PerMwh };
    }

    /// <summary>The state with an amount of energy, at midnight, at rest.</summary>
    /// <param name="energyMwh">Stored energy, MWh.</param>
    public PlantState At(double energyMwh) => new(
        energyMwh, null, 0, LayerStore.Start(_wear.CycleDepth, Math.Max(0, energyMwh - _plan.Battery.MinimumEnergy.Mwh)));

    /// <summary>Runs a step.</summary>
    /// <param name="state">Before the step.</param>
    /// <param name="wishMw">Power asked for, MW.</param>
    /// <param name="sold">Reserve to be held.</param>
    /// <param name="hours">Length of the step.</param>
    /// <param name="day">Local day, for the tracking error.</param>
    /// <param name="step">Step of the day.</param>
    /// <returns>The state after it, and what it was.</returns>
    public (PlantState State, PlantStep Step) Run(
        PlantState state, double wishMw, IReadOnlyList<ReserveCommitment> sold, double hours, DateOnly day, int step)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(sold);
        var battery = _plan.Battery;
        var share = HeldShare(state, sold, hours);
        var need = ReserveNeed.Of(battery, sold, share);
        var kept = Kept(state, hours);
        var left = CycleLeftMwh(state);
        double plannedCharge = battery.ChargeEfficiency.Value, plannedDischarge = battery.DischargeEfficiency.Value;
        var planned = PowerWindow.Of(
            battery, plannedCharge, plannedDischarge, kept + need.StoredMwh(plannedCharge, plannedDischarge, hours), need, hours, left);
        var stored = kept + need.StoredMwh(_charge, _discharge, hours);
        var real = PowerWindow.Of(battery, _charge, _discharge, stored, need, hours, left);
        var setpoint = planned.Nearest(Ramped(state, wishMw));
        var followed = setpoint * Math.Max(0, 1 - (_settings.TrackingError * TrackingNoise.Shortfall(_settings.Seed, day, step)));
        var metered = real.Nearest(Ramped(state, followed));
        var energy = stored - (metered > 0 ? metered * hours / _discharge : metered * hours * _charge);
        var layers = state.LayerMwh.ToArray();
        var wear = LayerStore.Move(
            _wear.CycleDepth, layers, stored - energy, Math.Max(0, metered) * hours, energy - battery.MinimumEnergy.Mwh);
        var next = new PlantState(energy, metered, state.DischargedMwh + (Math.Max(0, metered) * hours / plannedDischarge), layers);
        return (next, new PlantStep(setpoint, metered, share, wear));
    }

    private double Kept(PlantState state, double hours) =>
        _plan.StandingLossPerHour == 0 ? state.EnergyMwh : state.EnergyMwh * Math.Pow(1 - _plan.StandingLossPerHour, hours);

    private double CycleLeftMwh(PlantState state) => _plan.CyclesPerDay is { } cycles
        ? ((cycles * (_plan.Battery.MaximumEnergy.Mwh - _plan.Battery.MinimumEnergy.Mwh)) - state.DischargedMwh) * _plan.Battery.DischargeEfficiency.Value
        : double.PositiveInfinity;

    private double Ramped(PlantState state, double powerMw) => _plan.Battery.RampLimit is { } ramp && state.PowerMw is { } before
        ? Math.Clamp(powerMw, before - ramp.Mw, before + ramp.Mw)
        : powerMw;

    /// <summary>The largest share of the sold reserve whose headroom and endurance hold at both ends of the step.</summary>
    private double HeldShare(PlantState state, IReadOnlyList<ReserveCommitment> sold, double hours)
    {
        var battery = _plan.Battery;
        var whole = ReserveNeed.Of(battery, sold, 1);
        if (whole is { UpMw: 0, DownMw: 0 })
            return 1;
        var share = 1.0;
        // A plant that charges can give up that and then discharge: headroom reaches from one limit to the other.
        Limit(whole.UpMw, battery.DischargeLimit.Mw + battery.ChargeLimit.Mw);
        Limit(whole.DownMw, battery.DischargeLimit.Mw + battery.ChargeLimit.Mw);
        Limit(whole.UpMwh, state.EnergyMwh - battery.MinimumEnergy.Mwh);
        Limit(whole.DownMwh, battery.MaximumEnergy.Mwh - state.EnergyMwh);
        if (!IsEmpty(share))
            return share;
        var (low, high) = (0.0, share);
        for (var k = 0; k < ShareBisections; k++)
        {
            var middle = (low + high) / 2;
            (low, high) = IsEmpty(middle) ? (low, middle) : (middle, high);
        }

        return low;

        void Limit(double need, double most) => share = need > 0 && need > most ? Math.Min(share, Math.Max(0, most) / need) : share;

        bool IsEmpty(double part)
        {
            var need = ReserveNeed.Of(battery, sold, part);
            var energy = Kept(state, hours) + need.StoredMwh(_charge, _discharge, hours);
            return PowerWindow.Of(battery, _charge, _discharge, energy, need, hours, CycleLeftMwh(state)).IsEmpty;
        }
    }
}
