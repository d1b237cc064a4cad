namespace Bess.Markets.Sources.OpenMeteo;

/// <summary>A point whose weather stands for a zone.</summary>
/// <param name="Zone">Zone of the series.</param>
/// <param name="LatitudeDegrees">North is positive; −90 … 90.</param>
/// <param name="LongitudeDegrees">East is positive; −180 … 180.</param>
public sealed record WeatherPlace(string Zone, double LatitudeDegrees, double LongitudeDegrees)
{
    /// <summary>One point a zone, chosen by us near where people and panels are; give your own for a plant.</summary>
    public static IReadOnlyList<WeatherPlace> Defaults { get; } =
    [
        new("DE_LU", 51.49, 10.43), new("NL", 52.10, 5.18), new("SE3", 59.33, 18.07), new("GB", 52.45, -1.74), new("FR", 46.60, 2.40),
        new("AT", 48.20, 16.37), new("BE", 50.80, 4.36), new("IN_IEX", 28.647, 77.275), new("AU_VIC1", -37.81, 144.96), new("US_ERCOT", 31.0, -97.7),
    ];
}
