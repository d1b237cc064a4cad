namespace Bess.Markets.Weather;

/// <summary>Mean irradiance on a plane over an interval.</summary>
/// <param name="BeamWPerM2">Straight from the sun.</param>
/// <param name="SkyWPerM2">From the sky.</param>
/// <param name="GroundWPerM2">Reflected by the ground.</param>
public readonly record struct PlaneIrradiance(double BeamWPerM2, double SkyWPerM2, double GroundWPerM2)
{
    /// <summary>All of it.</summary>
    public double TotalWPerM2 => BeamWPerM2 + SkyWPerM2 + GroundWPerM2;
}
