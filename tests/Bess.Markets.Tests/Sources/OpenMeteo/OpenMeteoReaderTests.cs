using System.Text;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.OpenMeteo;

namespace Bess.Markets.Tests.Sources.OpenMeteo;

public sealed class OpenMeteoReaderTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ReadCsv_LocalLabels_AreMovedByTheOffsetOfTheAnswer()
    {
        var answers = OpenMeteoReader.ReadCsv(Document("latitude,longitude,utc_offset_seconds\n52.1,5.2,3600\n\ntime,temperature_2m (°C),direct_radiation (W/m²)\n2024-05-01T12:00,20.5,300\n2024-05-01T13:00,NaN,310\n"), "NL", OpenMeteoKind.Archive).Value;
        Assert.Equal(["NL/temperature_2m_c", "NL/direct_radiation_w_per_m2"], answers.Select(one => one.Series.Id.ToString()));
        Assert.Equal("2024-05-01T11:00:00Z", UtcText.Of(Assert.Single(answers[0].Series.Observations.ToArray()).Start));
        Assert.Equal(["2024-05-01T10:00:00Z", "2024-05-01T11:00:00Z"], answers[1].Series.Observations.ToArray().Select(one => UtcText.Of(one.Start)));
        Assert.Equal(["of 52.1 N 5.2 E", "1 value(s) missing at the publisher"], answers[0].Notes);
    }

    [Fact]
    public void ReadJson_UnitsOfTheDocument_NameTheSeries()
    {
        var answers = OpenMeteoReader.ReadJson(
            Document("{\"utc_offset_seconds\":0,\"hourly_units\":{\"time\":\"iso8601\",\"wind_speed_10m\":\"m/s\",\"cloud_cover\":\"%\"},\"hourly\":{\"time\":[\"2024-05-01T12:00\"],\"wind_speed_10m\":[null],\"cloud_cover\":[55]}}"),
            "NL", OpenMeteoKind.Forecast).Value;
        Assert.Equal(["wind_speed_10m_m_per_s", "cloud_cover_pct"], answers.Select(one => one.Series.Id.Name));
        Assert.Equal(0, answers[0].Series.Count);
        Assert.Equal(Received, answers[1].Series.Observations[0].KnownAt);
    }

    private static PublishedDocument Document(string text) => new("meteo", Encoding.UTF8.GetBytes(text), Received);
}
