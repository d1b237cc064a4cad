using Bess.Domain.Time;

namespace Bess.Markets.Weather;

/// <summary>From irradiance on the horizontal to irradiance on a tilted plane.</summary>
/// <remarks>
/// <para>
/// Sky: J. E. Hay and J. A. Davies (1980), "Calculations of the solar radiation incident on an inclined surface": a part A = DNI/E₀ of the
/// diffuse light comes from around the sun, the rest evenly from the whole sky (B. Y. H. Liu and R. C. Jordan, Solar Energy 7, 1963).
/// Ground: even reflection (Liu and Jordan 1963).
/// </para>
/// <para>
/// Angles are averaged over twelve parts of the interval, and the sun counts only while it is up: near sunrise the middle of an hour
/// says little about the hour. On a horizontal plane the result is the global irradiance exactly.
/// </para>
/// </remarks>
public static class Transposition
{
    private const int Parts = 12;
    private const double Degree = Math.PI / 180;

    // The cosine of 89°: closer to the horizon the ratio of two small cosines says nothing, and the sky counts as even.
    private const double LeastCosineZenith = 0.01745;

    /// <summary>Irradiance on the plane of a plant.</summary>
    /// <param name="plant">Place and plane.</param>
    /// <param name="interval">The interval over which <paramref name="irradiance"/> is the mean.</param>
    /// <param name="irradiance">What is known of it.</param>
    /// <returns>The mean on the plane.</returns>
    /// <exception cref="ArgumentException">When too little is known or a value is negative.</exception>
    public static PlaneIrradiance OnPlane(PvPlant plant, DeliveryInterval interval, Irradiance irradiance)
    {
        ArgumentNullException.ThrowIfNull(plant);
        Insist(irradiance);
        var sun = SunMeans.Of(plant, interval);
        var (beamHorizontal, direct, diffuse) = Split(irradiance, sun);

        // Direct light while the sun is up, over the whole interval; R_b is the ratio of beam on the plane and on the horizontal.
        var beam = direct * sun.CosineIncidence;
        var isLow = sun.CosineZenith <= LeastCosineZenith * sun.UpShare;
        var anisotropy = isLow ? 0 : Math.Clamp(direct / sun.ExtraterrestrialWPerM2, 0, 1);
        var ratio = isLow ? 1 : sun.CosineIncidence / sun.CosineZenith;
        var tilt = plant.TiltDegrees * Degree;
        var skyView = (1 + Math.Cos(tilt)) / 2;
        var sky = diffuse * (((1 - anisotropy) * skyView) + (anisotropy * ratio));
        var ground = (beamHorizontal + diffuse) * plant.Albedo * (1 - Math.Cos(tilt)) / 2;
        return new PlaneIrradiance(beam, sky, ground);
    }

    // Beam on the horizontal and direct normal are one quantity by the mean cosine; what exceeds the sun above the air is diffuse.
    private static (double BeamHorizontal, double Direct, double Diffuse) Split(Irradiance irradiance, SunMeans sun)
    {
        var (global, diffuse, direct) = (irradiance.GlobalHorizontalWPerM2, irradiance.DiffuseHorizontalWPerM2, irradiance.DirectNormalWPerM2);
        if (global is null)
        {
            var normal = Math.Min(direct!.Value, sun.ExtraterrestrialWPerM2 * sun.UpShare);
            normal = sun.UpShare > 0 ? normal / sun.UpShare : 0;
            return (normal * sun.CosineZenith, normal, diffuse!.Value);
        }

        var beam = diffuse is not null ? global.Value - diffuse.Value
            : direct is not null && sun.UpShare > 0 ? direct.Value / sun.UpShare * sun.CosineZenith
            : global.Value * (1 - DiffuseFraction.Erbs(Clearness(global.Value, sun)));
        beam = Math.Clamp(beam, 0, Math.Min(global.Value, sun.ExtraterrestrialWPerM2 * sun.CosineZenith));
        return (beam, sun.CosineZenith > 0 ? beam / sun.CosineZenith : 0, global.Value - beam);
    }

    private static double Clearness(double global, SunMeans sun) =>
        sun.CosineZenith <= 0 ? 0 : Math.Min(global / (sun.ExtraterrestrialWPerM2 * sun.CosineZenith), 1);

    private static void Insist(Irradiance irradiance)
    {
        if (!irradiance.IsEnough)
            throw new ArgumentException("Expected the global, or the direct and the diffuse irradiance; was neither.", nameof(irradiance));
        foreach (var value in new[] { irradiance.GlobalHorizontalWPerM2, irradiance.DiffuseHorizontalWPerM2, irradiance.DirectNormalWPerM2 })
        {
            if (value is { } known && !(known >= 0 && double.IsFinite(known)))
                throw new ArgumentException($"Expected an irradiance >= 0, was {known}.", nameof(irradiance));
        }
    }

    /// <summary>Means over an interval of what depends on the sun's place; zero while it is down.</summary>
    private readonly record struct SunMeans(double CosineZenith, double CosineIncidence, double UpShare, double ExtraterrestrialWPerM2)
    {
        public static SunMeans Of(PvPlant plant, DeliveryInterval interval)
        {
            double zenith = 0, incidence = 0, up = 0, outside = 0;
            for (var i = 0; i < Parts; i++)
            {
                var at = SolarPosition.At(interval.Start + (interval.Length * ((i + 0.5) / Parts)), plant.LatitudeDegrees, plant.LongitudeDegrees);
                outside += at.ExtraterrestrialWPerM2 / Parts;
                if (at.CosineZenith <= 0)
                    continue;
                zenith += at.CosineZenith / Parts;
                incidence += Math.Max(0, CosineOfIncidence(plant, at)) / Parts;
                up += 1.0 / Parts;
            }

            return new SunMeans(zenith, incidence, up, outside);
        }

        private static double CosineOfIncidence(PvPlant plant, SolarPosition sun)
        {
            var tilt = plant.TiltDegrees * Degree;
            var sine = Math.Sqrt(Math.Max(0, 1 - (sun.CosineZenith * sun.CosineZenith)));
            return (sun.CosineZenith * Math.Cos(tilt)) + (sine * Math.Sin(tilt) * Math.Cos((sun.AzimuthDegrees - plant.AzimuthDegrees) * Degree));
        }
    }
}
