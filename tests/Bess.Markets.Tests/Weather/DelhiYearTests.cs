using System.Globalization;
using Bess.Domain.Time;
using Bess.Markets.Weather;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Markets.Tests.Weather;

/// <summary>A year of measured weather through the whole model: energies must be those that such plants have.</summary>
public sealed class DelhiYearTests(ITestOutputHelper output)
{
    private const double Latitude = 28.647;
    private const double Longitude = 77.275;

    [Fact]
    public void AcPowerMw_YearOfDelhi_HasAPlausibleYield()
    {
        if (Hours() is not { } hours)
            return;
        var plant = new PvPlant { LatitudeDegrees = Latitude, LongitudeDegrees = Longitude, DcPeakMw = 1.2, AcLimitMw = 1, TiltDegrees = 28 };
        double global = 0, plane = 0, yield = 0, byErbs = 0, most = 0;
        foreach (var (interval, irradiance, air, wind) in hours)
        {
            global += irradiance.GlobalHorizontalWPerM2!.Value / 1000;
            plane += Transposition.OnPlane(plant, interval, irradiance).TotalWPerM2 / 1000;
            var power = PvModel.AcPowerMw(plant, interval, irradiance, air, wind);
            yield += power / plant.DcPeakMw;
            byErbs += PvModel.AcPowerMw(plant, interval, new Irradiance(irradiance.GlobalHorizontalWPerM2), air, wind) / plant.DcPeakMw;
            most = Math.Max(most, power);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"2024, {hours.Count} h: GHI {global:F0} kWh/m², plane {plane:F0} kWh/m², yield {yield:F0} kWh/kWp, by Erbs {byErbs:F0}, performance ratio {yield / plane:F3}, peak {most:F3} MW"));
        Assert.Equal(8784, hours.Count);
        Assert.InRange(plane / global, 1.05, 1.2);
        Assert.InRange(yield, 1350, 1750);
        Assert.InRange(yield / plane, 0.72, 0.85);
        Assert.InRange(byErbs / yield, 0.93, 1.07);
        Assert.InRange(most, 0.8, 1.0);
    }

    [Fact]
    public void OnPlane_HorizontalYear_LosesNothing()
    {
        if (Hours() is not { } hours)
            return;
        var flat = new PvPlant { LatitudeDegrees = Latitude, LongitudeDegrees = Longitude, DcPeakMw = 1, AcLimitMw = 1, TiltDegrees = 0 };
        Assert.All(hours, hour => Assert.Equal(
            hour.Irradiance.GlobalHorizontalWPerM2!.Value, Transposition.OnPlane(flat, hour.Interval, hour.Irradiance).TotalWPerM2, 1e-9));
    }

    // Labels are ends of the hours over which irradiance is the mean; temperature and wind are states, here of the end of the hour.
    private List<(DeliveryInterval Interval, Irradiance Irradiance, double AirC, double WindMPerS)>? Hours()
    {
        if (SharedData.MarketDirectory is not { } folder)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return null;
        }

        var file = Path.Combine(folder, "in_iex", "weather_delhi_hourly_2023m11_2025m04.csv");
        if (!File.Exists(file))
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return null;
        }

        var lines = File.ReadAllLines(file);
        var header = lines[0].Split(',');
        double Cell(string[] cells, string name) => double.Parse(cells[Array.IndexOf(header, name)], CultureInfo.InvariantCulture);
        return
        [
            .. lines.Skip(1).Select(line => line.Split(',')).Select(cells => (
                End: DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture),
                Irradiance: new Irradiance(Cell(cells, "shortwave_radiation_w_per_m2"), Cell(cells, "diffuse_radiation_w_per_m2")),
                Air: Cell(cells, "temperature_2m_c"), Wind: Cell(cells, "wind_speed_10m_km_per_h") / 3.6))
            .Where(hour => hour.End.AddHours(-1).Year == 2024)
            .Select(hour => (new DeliveryInterval(hour.End.AddHours(-1), hour.End), hour.Irradiance, hour.Air, hour.Wind)),
        ];
    }
}
