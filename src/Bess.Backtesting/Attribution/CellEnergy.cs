using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Domain.Reserve;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Attribution;

/// <summary>Energy that left the cells: discharge at the connection point, and expected upward activation of sold reserve, by the real efficiency.</summary>
/// <remarks>
/// Real discharge efficiency: planned efficiency × <see cref="PlantSettings.EfficiencyFactor"/> / (1 + <see cref="PlantSettings.AuxiliaryShare"/>).
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
        return DischargedMwh(request.Plant, request.Reality, request.Market.Reserves.Select(reserve => reserve.Product), days);
    }

    internal static double DischargedMwh(StoragePlant plant, PlantSettings reality, IEnumerable<ReserveProduct> products, IReadOnlyList<DayOutcome> days)
    {
        var activated = products.ToDictionary(product => product.Name, product => product.ActivatedUpPerSoldMw);
        var efficiency = plant.Battery.DischargeEfficiency.Value * reality.EfficiencyFactor / (1 + reality.AuxiliaryShare);
        return days.Sum(day => day.DischargedMwh + ActivatedMwh(day, activated)) / efficiency;
    }

    private static double ActivatedMwh(DayOutcome day, Dictionary<string, double> activated) =>
        day.Reserves.Sum(sale => sale.HeldMw.Sum() * activated.GetValueOrDefault(sale.Product)) * day.Grid.StepHours;
}
