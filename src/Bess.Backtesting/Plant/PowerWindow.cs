using Bess.Domain.Assets;

namespace Bess.Backtesting.Plant;

/// <summary>Which power a step may have: power limits less headroom, the energy window less endurance, the day's cycle limit.</summary>
internal readonly record struct PowerWindow(double LeastMw, double MostMw)
{
    public bool IsEmpty => LeastMw > MostMw;

    public double Nearest(double wishMw) => Math.Min(Math.Max(wishMw, LeastMw), MostMw);

    /// <summary>The window of a store.</summary>
    /// <param name="battery">Limits.</param>
    /// <param name="chargeEfficiency">Stored per charged energy.</param>
    /// <param name="dischargeEfficiency">Delivered per stored energy.</param>
    /// <param name="energyMwh">Stored at the end of the step at zero power: standing loss and activation are in it.</param>
    /// <param name="need">What the reserve asks.</param>
    /// <param name="hours">Length of the step.</param>
    /// <param name="cycleMwh">What the cycle limit leaves for discharge, MWh at the connection.</param>
    public static PowerWindow Of(
        Battery battery, double chargeEfficiency, double dischargeEfficiency, double energyMwh, ReserveNeed need, double hours, double cycleMwh)
    {
        var spare = energyMwh - battery.MinimumEnergy.Mwh - need.UpMwh;
        var room = battery.MaximumEnergy.Mwh - need.DownMwh - energyMwh;
        var most = spare >= 0 ? spare * dischargeEfficiency / hours : spare / chargeEfficiency / hours;
        var least = room >= 0 ? -room / chargeEfficiency / hours : -room * dischargeEfficiency / hours;

        // Without reserve nothing forces the plant: outside its window it may stand still.
        (least, most) = (need.DownMwh > 0 ? least : Math.Min(0, least), need.UpMwh > 0 ? most : Math.Max(0, most));
        return new PowerWindow(
            Math.Max(least, -battery.ChargeLimit.Mw + need.DownMw), Math.Min(Math.Min(most, battery.DischargeLimit.Mw - need.UpMw), Math.Max(0, cycleMwh) / hours));
    }
}
