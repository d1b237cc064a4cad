using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Plant;

/// <summary>The layers of cycle depth as the plant uses them: out of the cheapest that holds energy, into the cheapest that has room.</summary>
/// <remarks>Xu, Zhao, Zheng, Litvinov and Kirschen (2018), section IV. A plan may share flows among layers at will, so it never pays more.</remarks>
internal static class LayerStore
{
    public static double[] Start(IReadOnlyList<CycleDepthSegment> layers, double usableMwh)
    {
        var held = new double[layers.Count];
        for (var j = 0; j < held.Length; j++)
        {
            held[j] = Math.Clamp(usableMwh, 0, j == held.Length - 1 ? double.MaxValue : layers[j].WidthMwh);
            usableMwh -= held[j];
        }

        return held;
    }

    /// <summary>Moves the store by a step and prices what was discharged.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="held">Energy of each, MWh; changed.</param>
    /// <param name="takenMwh">Energy that left the store; &lt; 0 when it was charged.</param>
    /// <param name="deliveredMwh">What arrived of it at the connection; 0 when it was charged.</param>
    /// <param name="usableMwh">What the layers hold together afterwards.</param>
    public static double Move(IReadOnlyList<CycleDepthSegment> layers, double[] held, double takenMwh, double deliveredMwh, double usableMwh)
    {
        if (held.Length == 0)
            return 0;
        var (left, cost, perTaken) = (takenMwh, 0.0, takenMwh > 0 ? deliveredMwh / takenMwh : 0);
        for (var j = 0; j < held.Length && left > 0; j++)
        {
            var part = j == held.Length - 1 ? left : Math.Min(left, held[j]);
            held[j] = Math.Max(0, held[j] - part);
            left -= part;
            cost += part * perTaken * layers[j].CostPerMwh;
        }

        Level(layers, held, usableMwh);
        return cost;
    }

    // Charge goes into the cheapest layer with room; losses come out of the dearest that holds energy.
    private static void Level(IReadOnlyList<CycleDepthSegment> layers, double[] held, double usableMwh)
    {
        var change = Math.Max(0, usableMwh) - held.Sum();
        for (var j = 0; j < held.Length && change > 0; j++)
        {
            var part = j == held.Length - 1 ? change : Math.Min(change, Math.Max(0, layers[j].WidthMwh - held[j]));
            held[j] += part;
            change -= part;
        }

        for (var j = held.Length - 1; j >= 0 && change < 0; j--)
        {
            var part = Math.Min(-change, held[j]);
            held[j] -= part;
            change += part;
        }
    }
}
