using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bess.Markets.Weather;

/// <summary>A photovoltaic plant on a fixed plane.</summary>
/// <remarks>Equality is by members; immutable and thread-safe. Every member is checked where it is set.</remarks>
public sealed record PvPlant
{
    /// <summary>Latitude, north is positive; −90 … 90.</summary>
    public required double LatitudeDegrees
    {
        get;
        init => field = Within(value, -90, 90);
    }

    /// <summary>Longitude, east is positive; −180 … 180.</summary>
    public required double LongitudeDegrees
    {
        get;
        init => field = Within(value, -180, 180);
    }

    /// <summary>Power of the modules under standard test conditions (1000 W/m², 25 °C), MW; &gt; 0.</summary>
    public required double DcPeakMw
    {
        get;
        init => field = Within(value, double.Epsilon, double.MaxValue);
    }

    /// <summary>Largest power of the inverter, MW; &gt; 0.</summary>
    public required double AcLimitMw
    {
        get;
        init => field = Within(value, double.Epsilon, double.MaxValue);
    }

    /// <summary>Angle between the plane and the horizontal; 0 … 90.</summary>
    /// <value>Default: 30.</value>
    public double TiltDegrees
    {
        get;
        init => field = Within(value, 0, 90);
    } = 30;

    /// <summary>Direction in which the plane looks, clockwise from north; 0 … 360.</summary>
    /// <value>Default: 180, south.</value>
    public double AzimuthDegrees
    {
        get;
        init => field = Within(value, 0, 360);
    } = 180;

    /// <summary>Share of light that the ground reflects; 0 … 1.</summary>
    /// <value>Default: 0.2, grass.</value>
    public double Albedo
    {
        get;
        init => field = Within(value, 0, 1);
    } = 0.2;

    /// <summary>Relative change of power per degree of the cells; −0.01 … 0.</summary>
    /// <value>Default: −0.0037 (crystalline silicon, as the standard module of PVWatts 5 has −0.0047 and its premium one −0.0035).</value>
    public double TemperatureCoefficientPerC
    {
        get;
        init => field = Within(value, -0.01, 0);
    } = -0.0037;

    /// <summary>Share of direct power lost by soiling, shading, mismatch, wires and age; 0 … 1.</summary>
    /// <value>Default: 0.14 (A. P. Dobos, PVWatts version 5 manual, NREL, 2014).</value>
    public double Losses
    {
        get;
        init => field = Within(value, 0, 1);
    } = 0.14;

    /// <summary>Efficiency of the inverter at its rated power; 0.5 … 1.</summary>
    /// <value>Default: 0.96 (Dobos 2014).</value>
    public double InverterEfficiency
    {
        get;
        init => field = Within(value, 0.5, 1);
    } = 0.96;

    /// <summary>Nominal operating cell temperature, used where no wind is known; 30 … 70 °C.</summary>
    /// <value>Default: 45.</value>
    public double NominalCellTemperatureC
    {
        get;
        init => field = Within(value, 30, 70);
    } = 45;

    private static double Within(double value, double least, double most, [CallerMemberName] string name = "") => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"Expected {least:G4} … {most:G4}."));
}
