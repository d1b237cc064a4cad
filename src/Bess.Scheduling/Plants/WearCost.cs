namespace Bess.Scheduling.Plants;

/// <summary>What using the battery costs.</summary>
/// <remarks>
/// The parts add up. Cycle depth is the convex piecewise-linear cost of Xu, Zhao, Zheng, Litvinov and Kirschen (2018), Factoring the
/// cycle aging cost of batteries participating in electricity markets, section IV: deep layers cost more, so shallow ones are used
/// first. Immutable and thread-safe.
/// </remarks>
public sealed record WearCost
{
    /// <summary>Per MWh charged and per MWh discharged at the connection point, currency/MWh; ≥ 0.</summary>
    public double ThroughputPerMwh { get; init; }

    /// <summary>Per MWh discharged at the connection point, currency/MWh; ≥ 0.</summary>
    public double DischargedPerMwh { get; init; }

    /// <summary>Layers of the window from the shallowest on; empty for no cost of depth.</summary>
    public IReadOnlyList<CycleDepthSegment> CycleDepth { get; init; } = [];

    internal void Check(double windowMwh)
    {
        Require(ThroughputPerMwh, nameof(ThroughputPerMwh));
        Require(DischargedPerMwh, nameof(DischargedPerMwh));
        for (var k = 0; k < CycleDepth.Count; k++)
        {
            Require(CycleDepth[k].CostPerMwh, $"CycleDepth[{k}].CostPerMwh");
            if (!(CycleDepth[k].WidthMwh > 0) || (k > 0 && CycleDepth[k].CostPerMwh < CycleDepth[k - 1].CostPerMwh))
                throw new ArgumentException($"CycleDepth[{k}]: expected a width > 0 and a cost not below the layer before, was {CycleDepth[k]}.");
        }

        var sum = CycleDepth.Sum(layer => layer.WidthMwh);
        if (CycleDepth.Count > 0 && Math.Abs(sum - windowMwh) > 1e-9 * (1 + windowMwh))
            throw new ArgumentException($"CycleDepth: expected layers of {windowMwh} MWh together, were {sum}.");
    }

    private static void Require(double value, string name)
    {
        if (!(double.IsFinite(value) && value >= 0))
            throw new ArgumentOutOfRangeException(name, value, "Expected a finite number >= 0.");
    }
}
