namespace Bess.Markets.Weather;

/// <summary>How much of the global irradiance is diffuse, when only the global one is known.</summary>
/// <remarks>
/// D. G. Erbs, S. A. Klein and J. A. Duffie, "Estimation of the diffuse radiation fraction for hourly, daily and monthly-average global
/// radiation", Solar Energy 28 (1982) 293–302, the hourly correlation.
/// </remarks>
public static class DiffuseFraction
{
    private const double Cloudy = 0.22;
    private const double Clear = 0.80;

    /// <summary>The fraction by clearness.</summary>
    /// <param name="clearness">Global horizontal irradiance divided by the extraterrestrial one; ≥ 0.</param>
    /// <returns>Diffuse divided by global horizontal irradiance, 0.165 … 1.</returns>
    public static double Erbs(double clearness)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clearness);
        if (clearness <= Cloudy)
            return 1 - (0.09 * clearness);
        if (clearness > Clear)
            return 0.165;
        var k = clearness;
        return 0.9511 + (k * (-0.1604 + (k * (4.388 + (k * (-16.638 + (k * 12.336)))))));
    }
}
