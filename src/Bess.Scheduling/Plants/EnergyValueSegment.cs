namespace Bess.Scheduling.Plants;

/// <summary>A piece of a concave value function of the energy left at the end.</summary>
/// <param name="WidthMwh">How much energy is valued so, MWh; &gt; 0, may be infinite in the last piece.</param>
/// <param name="ValuePerMwh">Worth of each MWh of it, currency/MWh; not above the piece before.</param>
public readonly record struct EnergyValueSegment(double WidthMwh, double ValuePerMwh);
