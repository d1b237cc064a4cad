using Bess.Markets.Weather;

namespace Bess.Markets.Tests.Weather;

public sealed class SolarPositionTests
{
    // Equinoxes and solstices of 2024 to the minute, as almanacs give them.
    [Theory]
    [InlineData("2024-03-20T03:06:00Z", 0.0)]
    [InlineData("2024-06-20T20:51:00Z", 23.437)]
    [InlineData("2024-09-22T12:44:00Z", 0.0)]
    [InlineData("2024-12-21T09:21:00Z", -23.437)]
    public void At_TurnOfTheSeasons_HasTheDeclinationOfTheAlmanac(string at, double declination) =>
        Assert.Equal(declination, SolarPosition.At(Utc(at), 0, 0).DeclinationDegrees, 0.01);

    // I. Reda and A. Andreas, NREL/TP-560-34302: the worked example, without its refraction.
    [Fact]
    public void At_ExampleOfNrel_AgreesWithinTheAccuracyOfTheAlmanacsFormula()
    {
        var sun = SolarPosition.At(Utc("2003-10-17T19:30:30Z"), 39.742476, -105.1786);
        Assert.Equal(39.872, sun.ElevationDegrees, 0.012);
        Assert.Equal(194.340, sun.AzimuthDegrees, 0.012);
    }

    // Equation of time: −14 min 14 s in February, +16 min 26 s in November.
    [Theory]
    [InlineData("2024-02-11T12:14:14Z")]
    [InlineData("2024-11-03T11:43:34Z")]
    public void At_TransitInGreenwich_StandsInTheSouth(string at) => Assert.Equal(180, SolarPosition.At(Utc(at), 51.48, 0).AzimuthDegrees, 0.1);

    [Theory]
    [InlineData(51.48)]
    [InlineData(28.6)]
    [InlineData(60.0)]
    public void At_EquinoxNoon_StandsNinetyDegreesLessTheLatitude(double latitude) =>
        Assert.Equal(90 - latitude, SolarPosition.At(Utc("2024-09-22T11:52:40Z"), latitude, 0).ElevationDegrees, 0.03);

    [Fact]
    public void At_SouthernNoon_LooksNorth()
    {
        var sun = SolarPosition.At(Utc("2024-12-21T02:20:00Z"), -37.81, 144.96);
        Assert.True(sun.AzimuthDegrees is < 5 or > 355, $"azimuth {sun.AzimuthDegrees}");
        Assert.Equal(90 - 37.81 + 23.437, sun.ElevationDegrees, 0.05);
    }

    [Theory]
    [InlineData("2024-01-03T00:39:00Z", 0.98331)]
    [InlineData("2024-07-05T05:06:00Z", 1.01673)]
    public void At_NearestAndFarthest_HasTheDistanceOfTheAlmanac(string at, double distance) =>
        Assert.Equal(distance, SolarPosition.At(Utc(at), 0, 0).DistanceAu, 2e-4);

    [Fact]
    public void At_Midnight_IsBelowTheHorizon() => Assert.True(SolarPosition.At(Utc("2024-06-21T00:00:00Z"), 51.48, 0).ElevationDegrees < 0);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, null);
}
