using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Strategies.Planning;

/// <summary>What energy left at midnight is worth: what the best use of it on the day after earns, as a concave function of the amount.</summary>
/// <remarks>
/// Dynamic programme over the stored energy on 40 cells, backwards through the prices of that day, which ends worth nothing; the mean
/// over price paths, then the least concave function above it. Powers are whole cells, rounded down.
/// </remarks>
internal static class EnergyValue
{
    private const int Cells = 40;

    /// <summary>The value of an amount, in pieces from an empty store on.</summary>
    /// <param name="plant">The battery with the wear that counts.</param>
    /// <param name="paths">Price paths of the day after, currency/MWh; may be empty.</param>
    /// <param name="stepHours">Step of the paths.</param>
    public static IReadOnlyList<EnergyValueSegment> Of(StoragePlant plant, IReadOnlyList<double[]> paths, double stepHours)
    {
        if (paths.Count == 0)
            return [];
        var battery = plant.Battery;
        var cell = (battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh) / Cells;
        var mean = new double[Cells + 1];
        foreach (var path in paths)
        {
            var value = Backwards(plant, path, stepHours, cell);
            for (var i = 0; i <= Cells; i++)
                mean[i] += value[i] / paths.Count;
        }

        return Pieces(mean, cell, battery.MinimumEnergy.Mwh);
    }

    private static double[] Backwards(StoragePlant plant, double[] path, double hours, double cell)
    {
        var (battery, wear) = (plant.Battery, plant.Wear ?? new WearCost { ThroughputPerMwh = plant.Battery.DegradationCost.PerMwh });
        var (charge, discharge) = (battery.ChargeEfficiency.Value, battery.DischargeEfficiency.Value);
        var up = Math.Max(1, (int)((battery.ChargeLimit.Mw * hours * charge / cell) + 1e-9));
        var down = Math.Max(1, (int)((battery.DischargeLimit.Mw * hours / discharge / cell) + 1e-9));
        var value = new double[Cells + 1];
        for (var t = path.Length - 1; t >= 0; t--)
        {
            var buy = -(path[t] + wear.ThroughputPerMwh) * cell / charge;
            var sell = (path[t] - wear.ThroughputPerMwh - wear.DischargedPerMwh) * cell * discharge;
            var before = new double[Cells + 1];
            for (var i = 0; i <= Cells; i++)
            {
                var best = value[i];
                for (var j = Math.Max(0, i - down); j < i; j++)
                    best = Math.Max(best, value[j] + ((i - j) * sell));
                for (var j = i + 1; j <= Math.Min(Cells, i + up); j++)
                    best = Math.Max(best, value[j] + ((j - i) * buy));
                before[i] = best;
            }

            value = before;
        }

        return value;
    }

    private static List<EnergyValueSegment> Pieces(double[] value, double cell, double minimumMwh)
    {
        var pieces = new List<EnergyValueSegment>();
        for (var i = 0; i < Cells;)
        {
            var next = Enumerable.Range(i + 1, Cells - i).MaxBy(j => ((value[j] - value[i]) / (j - i), j));
            var slope = Math.Max(0, (value[next] - value[i]) / ((next - i) * cell));
            pieces.Add(new EnergyValueSegment((next - i) * cell, pieces.Count > 0 ? Math.Min(pieces[^1].ValuePerMwh, slope) : slope));
            i = next;
        }

        // What lies below the window cannot be used; it is worth as much as the first MWh above, so that a start there is not punished.
        if (minimumMwh > 0)
            pieces.Insert(0, new EnergyValueSegment(minimumMwh, pieces[0].ValuePerMwh));
        return pieces;
    }
}
