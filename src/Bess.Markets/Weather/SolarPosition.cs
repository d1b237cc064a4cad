namespace Bess.Markets.Weather;

/// <summary>Where the sun stands, seen from a place, without refraction.</summary>
/// <remarks>
/// Approximation of the Astronomical Almanac after J. J. Michalsky, "The Astronomical Almanac's algorithm for approximate solar position
/// (1950–2050)", Solar Energy 40 (1988) 227–235: within 0.01° in those years.
/// </remarks>
/// <param name="CosineZenith">Cosine of the angle between the sun and the vertical; &lt; 0 below the horizon.</param>
/// <param name="AzimuthDegrees">Direction of the sun, clockwise from north, 0 … 360.</param>
/// <param name="DeclinationDegrees">Angle between the sun and the plane of the equator, −23.5 … 23.5.</param>
/// <param name="DistanceAu">Distance of the sun in astronomical units, 0.983 … 1.017.</param>
public readonly record struct SolarPosition(double CosineZenith, double AzimuthDegrees, double DeclinationDegrees, double DistanceAu)
{
    /// <summary>Total irradiance of the sun at one astronomical unit (G. Kopp and J. L. Lean, Geophysical Research Letters 38, 2011), W/m².</summary>
    public const double SolarConstantWPerM2 = 1360.8;

    private const double Degree = Math.PI / 180;
    private static readonly DateTimeOffset J2000 = new(2000, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Angle of the sun above the horizon, −90 … 90 degrees.</summary>
    public double ElevationDegrees => Math.Asin(Math.Clamp(CosineZenith, -1, 1)) / Degree;

    /// <summary>Irradiance on a plane towards the sun above the atmosphere, W/m².</summary>
    public double ExtraterrestrialWPerM2 => SolarConstantWPerM2 / (DistanceAu * DistanceAu);

    /// <summary>The position at an instant.</summary>
    /// <param name="instant">The instant; any offset.</param>
    /// <param name="latitudeDegrees">North is positive; −90 … 90.</param>
    /// <param name="longitudeDegrees">East is positive; −180 … 180.</param>
    /// <returns>The position.</returns>
    public static SolarPosition At(DateTimeOffset instant, double latitudeDegrees, double longitudeDegrees)
    {
        var days = (instant - J2000).TotalDays;
        var utcHours = instant.UtcDateTime.TimeOfDay.TotalHours;

        // Ecliptic: mean longitude L, mean anomaly g, longitude λ, obliquity ε.
        var meanLongitude = 280.460 + (0.9856474 * days);
        var anomaly = (357.528 + (0.9856003 * days)) * Degree;
        var longitude = (meanLongitude + (1.915 * Math.Sin(anomaly)) + (0.020 * Math.Sin(2 * anomaly))) * Degree;
        var obliquity = (23.439 - (0.0000004 * days)) * Degree;

        // Equator: right ascension and declination δ.
        var ascension = Math.Atan2(Math.Cos(obliquity) * Math.Sin(longitude), Math.Cos(longitude));
        var declination = Math.Asin(Math.Sin(obliquity) * Math.Sin(longitude));

        // Sidereal time in hours, hour angle ω from south.
        var sidereal = 6.697375 + (0.0657098242 * days) + utcHours + (longitudeDegrees / 15);
        var hourAngle = (sidereal * 15 * Degree) - ascension;
        var latitude = latitudeDegrees * Degree;
        var cosineZenith = (Math.Sin(latitude) * Math.Sin(declination)) + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(hourAngle));
        var east = -Math.Cos(declination) * Math.Sin(hourAngle);
        var north = (Math.Cos(latitude) * Math.Sin(declination)) - (Math.Sin(latitude) * Math.Cos(declination) * Math.Cos(hourAngle));
        var azimuth = Math.Atan2(east, north) / Degree;
        var distance = 1.00014 - (0.01671 * Math.Cos(anomaly)) - (0.00014 * Math.Cos(2 * anomaly));
        return new SolarPosition(cosineZenith, azimuth < 0 ? azimuth + 360 : azimuth, declination / Degree, distance);
    }
}
