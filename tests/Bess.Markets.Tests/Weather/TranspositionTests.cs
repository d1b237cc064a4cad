using Bess.Domain.Time;
using Bess.Markets.Weather;

namespace Bess.Markets.Tests.Weather;

public sealed class TranspositionTests
{
    private static readonly DateTimeOffset Noon = new(2024, 6, 20, 12, 2, 0, TimeSpan.Zero);
    private static readonly DeliveryInterval Hour = new(Noon.AddMinutes(-30), Noon.AddMinutes(30));

    [Theory]
    [InlineData(800.0, 200.0, null)]
    [InlineData(800.0, null, 650.0)]
    [InlineData(800.0, null, null)]
    [InlineData(120.0, 120.0, null)]
    public void OnPlane_Horizontal_IsTheGlobalIrradianceInEveryHourOfADay(double global, double? diffuse, double? direct)
    {
        for (var hour = 0; hour < 24; hour++)
        {
            var start = new DateTimeOffset(2024, 4, 10, hour, 0, 0, TimeSpan.Zero);
            var plane = Transposition.OnPlane(Plant(0, 180), new DeliveryInterval(start, start.AddHours(1)), new Irradiance(global, diffuse, direct));
            Assert.Equal(global, plane.TotalWPerM2, 1e-9);
            Assert.True(plane.BeamWPerM2 >= 0 && plane.SkyWPerM2 >= 0 && plane.GroundWPerM2 == 0);
        }
    }

    [Fact]
    public void OnPlane_DiffuseOnly_IsTheEvenSkyOfLiuAndJordan()
    {
        var plane = Transposition.OnPlane(Plant(60, 180), Hour, new Irradiance(300, 300));
        Assert.Equal(0, plane.BeamWPerM2);
        Assert.Equal(300 * (1 + 0.5) / 2, plane.SkyWPerM2, 1e-9);
        Assert.Equal(300 * 0.2 * (1 - 0.5) / 2, plane.GroundWPerM2, 1e-9);
    }

    [Fact]
    public void OnPlane_FacingTheSun_TakesAllOfTheDirectLight()
    {
        var sun = SolarPosition.At(Noon, 51.48, 0);
        var moment = new DeliveryInterval(Noon.AddSeconds(-30), Noon.AddSeconds(30));
        var plane = Transposition.OnPlane(Plant(90 - sun.ElevationDegrees, sun.AzimuthDegrees), moment, new Irradiance(null, 0, 800));
        Assert.Equal(800, plane.BeamWPerM2, 0.01);
    }

    [Fact]
    public void OnPlane_FacingAwayFromALowSun_TakesNoDirectLight()
    {
        var start = new DateTimeOffset(2024, 12, 21, 11, 0, 0, TimeSpan.Zero);
        var plane = Transposition.OnPlane(Plant(90, 0), new DeliveryInterval(start, start.AddHours(1)), new Irradiance(null, 100, 500));
        Assert.Equal(0, plane.BeamWPerM2);
        Assert.True(plane.SkyWPerM2 < 50, "the part around the sun is behind the plane");
    }

    [Fact]
    public void OnPlane_HayAndDavies_LiesAboveTheEvenSkyTowardsTheSun()
    {
        var sun = SolarPosition.At(Noon, 51.48, 0);
        var moment = new DeliveryInterval(Noon.AddSeconds(-30), Noon.AddSeconds(30));
        var direct = 800.0;
        var plane = Transposition.OnPlane(Plant(30, 180), moment, new Irradiance(null, 100, direct));
        var anisotropy = direct / sun.ExtraterrestrialWPerM2;
        var incidence = Math.Cos((90 - sun.ElevationDegrees - 30) * Math.PI / 180);
        var expected = 100 * (((1 - anisotropy) * (1 + Math.Cos(Math.PI / 6)) / 2) + (anisotropy * incidence / sun.CosineZenith));
        Assert.Equal(expected, plane.SkyWPerM2, 0.05);
    }

    [Fact]
    public void OnPlane_NightAndNothingMeasured_IsNothing()
    {
        var start = new DateTimeOffset(2024, 6, 20, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(0, Transposition.OnPlane(Plant(30, 180), new DeliveryInterval(start, start.AddHours(1)), new Irradiance(0, 0)).TotalWPerM2);
    }

    [Fact]
    public void OnPlane_MoreThanTheSunSends_CountsAsDiffuse()
    {
        var start = new DateTimeOffset(2024, 12, 21, 8, 0, 0, TimeSpan.Zero);
        var plane = Transposition.OnPlane(Plant(90, 135), new DeliveryInterval(start, start.AddHours(1)), new Irradiance(400, 0));
        Assert.InRange(plane.BeamWPerM2, 0, 1410);
        Assert.True(plane.SkyWPerM2 > 0);
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.22, 0.9802)]
    [InlineData(0.5, 0.6591)]
    [InlineData(0.8, 0.165)]
    [InlineData(1.0, 0.165)]
    public void Erbs_ByClearness_IsTheCorrelationOfThePaper(double clearness, double fraction) =>
        Assert.Equal(fraction, DiffuseFraction.Erbs(clearness), 5e-4);

    [Fact]
    public void OnPlane_TooLittleOrNegative_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Transposition.OnPlane(Plant(30, 180), Hour, new Irradiance(null, 100)));
        Assert.Throws<ArgumentException>(() => Transposition.OnPlane(Plant(30, 180), Hour, new Irradiance(-1)));
        Assert.Throws<ArgumentException>(() => Transposition.OnPlane(Plant(30, 180), Hour, new Irradiance(double.NaN)));
    }

    private static PvPlant Plant(double tilt, double azimuth) => new()
    {
        LatitudeDegrees = 51.48,
        LongitudeDegrees = 0,
        DcPeakMw = 1,
        AcLimitMw = 1,
        TiltDegrees = tilt,
        AzimuthDegrees = azimuth,
    };
}
