using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Weather;

namespace Bess.Markets.Tests.Weather;

public sealed class PvModelTests
{
    private static readonly PvPlant Plant = new() { LatitudeDegrees = 51.48, LongitudeDegrees = 0, DcPeakMw = 1.2, AcLimitMw = 1 };

    [Fact]
    public void CellTemperature_ByBothModels_IsTheClosedForm()
    {
        Assert.Equal(20 + (1000 / 31.84), CellTemperature.Faiman(20, 1000, 1), 1e-9);
        Assert.Equal(45, CellTemperature.Nominal(20, 800, 45), 1e-9);
        Assert.Equal(-5, CellTemperature.Faiman(-5, 0, 3), 1e-9);
    }

    [Fact]
    public void DcPowerMw_StandardConditions_IsThePeakLessTheLosses()
    {
        // Cells at 25 °C: the air must be colder by G / (25 + 6.84 v).
        Assert.Equal(1.2 * 0.86, PvModel.DcPowerMw(Plant, 1000, 25 - (1000 / 25.0), 0), 1e-9);
        Assert.Equal(0.5 * 1.2 * 0.86 * (1 - (0.0037 * 10)), PvModel.DcPowerMw(Plant, 500, 35 - 20, 0), 1e-9);
    }

    [Fact]
    public void AcPowerMw_AtTheLimit_HasTheRatedEfficiencyAndIsCutAbove()
    {
        Assert.Equal(1.0, PvModel.AcPowerMw(Plant, 1 / 0.96), 1e-9);
        Assert.Equal(1.0, PvModel.AcPowerMw(Plant, 1.2));
        Assert.Equal(0.0, PvModel.AcPowerMw(Plant, 0));
        Assert.Equal(0.0, PvModel.AcPowerMw(Plant, 0.002));
        var half = 0.5 / 0.96;
        Assert.Equal(half * 0.96 / 0.9637 * (-0.0081 - 0.0118 + 0.9858), PvModel.AcPowerMw(Plant, half), 1e-12);
    }

    [Fact]
    public void AcPowerMw_HotterAir_GivesLess()
    {
        var noon = new DeliveryInterval(new DateTimeOffset(2024, 6, 20, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 6, 20, 13, 0, 0, TimeSpan.Zero));
        var (cold, hot) = (PvModel.AcPowerMw(Plant, noon, new Irradiance(600, 200), 5, 2), PvModel.AcPowerMw(Plant, noon, new Irradiance(600, 200), 35, 2));
        Assert.True(cold > hot && hot > 0.4, $"{cold} and {hot}");
    }

    [Theory]
    [InlineData(-91.0, 0.0)]
    [InlineData(double.NaN, 0.0)]
    [InlineData(0.0, 181.0)]
    public void PvPlant_PlaceOffTheGlobe_IsRefused(double latitude, double longitude) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new PvPlant { LatitudeDegrees = latitude, LongitudeDegrees = longitude, DcPeakMw = 1, AcLimitMw = 1 });

    [Fact]
    public void Of_ForecastThenArchive_GivesTwoRevisionsEachKnownWithItsWeather()
    {
        var start = new DateTimeOffset(2024, 6, 20, 12, 0, 0, TimeSpan.Zero);
        var (before, after) = (start.AddDays(-1), start.AddDays(5));
        var power = PvPowerSeries.Of(new SeriesId("GB", "pv_mw"), Plant, new PvWeather(
            Series("shortwave_radiation_w_per_m2", (500, before), (700, after)), Series("temperature_2m_c", (15, before.AddMinutes(5)), (20, after)))
        {
            Wind = Series("wind_speed_10m_km_per_h", (7.2, before), (7.2, after)),
        });
        Assert.Equal(2, power.Count);
        Assert.Equal(before.AddMinutes(5), power.Observations[0].KnownAt);
        Assert.Equal(after, power.Observations[1].KnownAt);
        var hour = new DeliveryInterval(start, start.AddHours(1));
        Assert.Equal(PvModel.AcPowerMw(Plant, hour, new Irradiance(500), 15, 2), power.Observations[0].Value, 1e-12);
        Assert.Equal(PvModel.AcPowerMw(Plant, hour, new Irradiance(700), 20, 2), power.Observations[1].Value, 1e-12);

        ObservedSeries Series(string name, params (double Value, DateTimeOffset KnownAt)[] values) => new(
            new SeriesId("GB", name), values.Select(one => new Observation(start, TimeSpan.FromHours(1), one.Value, one.KnownAt)), new Provenance("test", null, true));
    }

    [Fact]
    public void Of_WithoutTemperatureOrUnit_GivesNothingOrRefuses()
    {
        var start = new DateTimeOffset(2024, 6, 20, 12, 0, 0, TimeSpan.Zero);
        ObservedSeries One(string name, int hour) => new(
            new SeriesId("GB", name), [new Observation(start.AddHours(hour), TimeSpan.FromHours(1), 1, start)], new Provenance("test", null, true));
        var weather = new PvWeather(One("shortwave_radiation_w_per_m2", 0), One("temperature_2m_c", 1));
        Assert.Equal(0, PvPowerSeries.Of(new SeriesId("GB", "pv_mw"), Plant, weather).Count);
        Assert.Throws<ArgumentException>(() => PvPowerSeries.Of(new SeriesId("GB", "pv_kw"), Plant, weather));
        Assert.Throws<ArgumentException>(() => PvPowerSeries.Of(new SeriesId("GB", "pv_mw"), Plant, weather with { Wind = One("wind_speed_10m_kn", 0) }));
    }
}
