namespace Bess.Backtesting.Plant;

/// <summary>What a step was.</summary>
/// <param name="SetpointMw">What was asked after clipping to what the planned plant and sold reserve allow, MW.</param>
/// <param name="MeteredMw">What came, MW; without activated reserve.</param>
/// <param name="HeldShare">Share of the sold reserve that could have been delivered, in [0, 1].</param>
/// <param name="DepthWear">Wear of cycle depth, currency.</param>
public readonly record struct PlantStep(double SetpointMw, double MeteredMw, double HeldShare, double DepthWear);
