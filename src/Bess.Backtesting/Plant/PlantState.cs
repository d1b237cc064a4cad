namespace Bess.Backtesting.Plant;

/// <summary>The plant between two steps.</summary>
/// <param name="EnergyMwh">Stored energy.</param>
/// <param name="PowerMw">Metered power of the last step; null before the first.</param>
/// <param name="DischargedMwh">Taken from the store by discharge on this local day, by the planned efficiency; for the cycle limit.</param>
/// <param name="LayerMwh">Energy in each layer of cycle depth; empty when depth costs nothing.</param>
public sealed record PlantState(double EnergyMwh, double? PowerMw, double DischargedMwh, IReadOnlyList<double> LayerMwh)
{
    /// <summary>The state at the beginning of a local day.</summary>
    public PlantState AtMidnight() => this with { DischargedMwh = 0 };
}
