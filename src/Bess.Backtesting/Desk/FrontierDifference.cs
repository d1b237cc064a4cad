namespace Bess.Backtesting.Desk;

/// <summary>A difference from the first weight of a frontier, with its interval; the ends are NaN when there are too few days.</summary>
/// <param name="Difference">This weight − the first.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
public sealed record FrontierDifference(double Difference, double Low, double High);
