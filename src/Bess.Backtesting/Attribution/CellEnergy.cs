using Bess.Backtesting.Running;

namespace Bess.Backtesting.Attribution;

/// <summary>Energy that left the cells: discharge at the connection point, and expected upward activation of sold reserve, by the real efficiency.</summary>
/// <remarks>
/// Real discharge efficiency: planned efficiency × <see cref="Plant.PlantSettings.EfficiencyFactor"/> / (1 + <see cref="Plant.PlantSettings.AuxiliaryShare"/>).
/// Metered power does not hold activation, so that is added as held capacity × its expected upward share.
/// </remarks>
public static class CellEnergy
{
    /// <summary>The energy of a run.</summary>
    /// <param name="request">What was run.</param>
    /// <param name="days">Its days.</param>
    /// <returns>MWh, ≥ 0.</returns>
    public static double DischargedMwh(BacktestRequest request, IReadOnlyList<DayOutcome> days)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(days);
        var activated = request.Market.Reserves.ToDictionary(reserve => reserve.Product.Name, reserve => reserve.Product.ActivatedUpPerSoldMw);
        var efficiency = request.Plant.Battery.DischargeEfficiency.Value * request.Reality.EfficiencyFactor / (1 + request.Reality.AuxiliaryShare);
        return days.Sum(day => day.DischargedMwh + ActivatedMwh(day, activated)) / efficiency;
    }

    private static double ActivatedMwh(DayOutcome day, Dictionary<string, double> activated) =>
        day.Reserves.Sum(sale => sale.HeldMw.Sum() * activated.GetValueOrDefault(sale.Product)) * day.Grid.StepHours;
}
