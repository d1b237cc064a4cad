namespace Bess.Scheduling.Plants;

/// <summary>A layer of the store in the convex cost of cycle depth.</summary>
/// <param name="WidthMwh">Energy that the layer holds, MWh; &gt; 0. The layers together hold the window.</param>
/// <param name="CostPerMwh">Cost of a MWh taken out of the layer at the connection point, currency/MWh; not below the layer before.</param>
public readonly record struct CycleDepthSegment(double WidthMwh, double CostPerMwh);
