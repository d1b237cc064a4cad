using Bess.Domain.Assets;

namespace Bess.Scheduling.Checking;

/// <summary>What a battery does with a power, step by step; shares nothing with any formulation.</summary>
public static class StoragePhysics
{
    /// <summary>Energy stored after a step of constant power: charged with η_c, discharged with 1 / η_d.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="energyMwh">Stored before, MWh.</param>
    /// <param name="powerMw">At the connection point, &gt; 0 discharge.</param>
    /// <param name="hours">Length of the step, h.</param>
    /// <param name="standingLossPerHour">Share of the stored energy lost in an hour. Default: 0.</param>
    /// <returns>Stored after, MWh; not held to any bound.</returns>
    public static double After(Battery battery, double energyMwh, double powerMw, double hours, double standingLossPerHour = 0)
    {
        ArgumentNullException.ThrowIfNull(battery);
        var kept = standingLossPerHour == 0 ? energyMwh : energyMwh * Math.Pow(1 - standingLossPerHour, hours);
        return powerMw > 0
            ? kept - (powerMw * hours / battery.DischargeEfficiency.Value)
            : kept - (powerMw * hours * battery.ChargeEfficiency.Value);
    }

    /// <summary>The power nearest to a wish that power limits and window allow for a step.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="energyMwh">Stored before, MWh; outside the window only power that leads back, or none, is allowed.</param>
    /// <param name="powerMw">The wish, MW, &gt; 0 discharge.</param>
    /// <param name="hours">Length of the step, h; &gt; 0.</param>
    /// <returns>MW.</returns>
    public static double Allowed(Battery battery, double energyMwh, double powerMw, double hours)
    {
        ArgumentNullException.ThrowIfNull(battery);
        var most = Math.Max(0, (energyMwh - battery.MinimumEnergy.Mwh) * battery.DischargeEfficiency.Value / hours);
        var least = -Math.Max(0, (battery.MaximumEnergy.Mwh - energyMwh) / battery.ChargeEfficiency.Value / hours);
        return Math.Clamp(powerMw, Math.Max(least, -battery.ChargeLimit.Mw), Math.Min(most, battery.DischargeLimit.Mw));
    }

    /// <summary>Energy after each step of a schedule.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="startMwh">Stored before the first step, MWh.</param>
    /// <param name="powerMw">MW, &gt; 0 discharge.</param>
    /// <param name="hours">Length of a step, h.</param>
    /// <param name="standingLossPerHour">Share of the stored energy lost in an hour. Default: 0.</param>
    /// <returns>MWh, one a step.</returns>
    public static double[] Path(Battery battery, double startMwh, ReadOnlySpan<double> powerMw, double hours, double standingLossPerHour = 0)
    {
        var path = new double[powerMw.Length];
        for (var t = 0; t < path.Length; t++)
            path[t] = After(battery, t == 0 ? startMwh : path[t - 1], powerMw[t], hours, standingLossPerHour);
        return path;
    }
}
