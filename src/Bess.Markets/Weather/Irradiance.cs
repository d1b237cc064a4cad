namespace Bess.Markets.Weather;

/// <summary>Mean irradiance over an interval, as far as it is known; at least the global or the direct and the diffuse one.</summary>
/// <param name="GlobalHorizontalWPerM2">GHI, on a horizontal plane, ≥ 0; null: not known.</param>
/// <param name="DiffuseHorizontalWPerM2">DHI, of the sky without the sun on a horizontal plane, ≥ 0; null: not known.</param>
/// <param name="DirectNormalWPerM2">DNI, of the sun on a plane towards it, ≥ 0; null: not known.</param>
public readonly record struct Irradiance(double? GlobalHorizontalWPerM2, double? DiffuseHorizontalWPerM2 = null, double? DirectNormalWPerM2 = null)
{
    /// <summary>Whether it says enough to be used.</summary>
    public bool IsEnough => GlobalHorizontalWPerM2 is not null || (DiffuseHorizontalWPerM2 is not null && DirectNormalWPerM2 is not null);
}
