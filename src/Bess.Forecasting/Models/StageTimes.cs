namespace Bess.Forecasting.Models;

/// <summary>Where the time of a roll went, in seconds of the wall clock.</summary>
/// <param name="Features">Features of the days.</param>
/// <param name="Lear">Recalibration of LEAR.</param>
/// <param name="Trees">Training of the trees.</param>
/// <param name="Heads">Quantiles: averaging, errors, calibration.</param>
public sealed record StageTimes(double Features, double Lear, double Trees, double Heads);
