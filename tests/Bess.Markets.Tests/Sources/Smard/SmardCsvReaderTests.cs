using System.Text;
using Bess.Domain.Time;
using Bess.Markets.Sources;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Smard;

namespace Bess.Markets.Tests.Sources.Smard;

public sealed class SmardCsvReaderTests
{
    [Fact]
    public void Read_QuarterHoursOfEnergy_BecomeMeanPower()
    {
        var load = Read("Datum von;Datum bis;Gesamt (Netzlast) [MWh] Originalauflösungen;Pumpspeicher [MWh] Originalauflösungen\n"
            + "01.03.2025 00:00;x;12.345,25;1\n01.03.2025 00:15;x;12.000,00;1\n01.03.2025 00:30;x;-;1\n")[0];
        Assert.Equal("DE_LU/load_actual_mw", load.Series.Id.ToString());
        Assert.Equal([49381.0, 48000], load.Series.Observations.ToArray().Select(one => one.Value));
        Assert.Equal(TimeSpan.FromMinutes(15), load.Series.Observations[0].Step);
        Assert.Equal("2025-03-01T00:15:00Z", UtcText.Of(load.Series.Observations[0].KnownAt));
        Assert.Equal(["column Pumpspeicher is not read", "1 value(s) missing at the publisher"], load.Notes);
    }

    [Fact]
    public void Read_OlderFormWithDateAndBeginning_IsRead()
    {
        var prices = Read("Datum;Anfang;Ende;Deutschland/Luxemburg [€/MWh]\n31.10.2021;01:00;02:00;1,5\n31.10.2021;02:00;03:00;-2,5\n31.10.2021;02:00;03:00;3\n31.10.2021;03:00;04:00;4\n")[0];
        Assert.Equal([1.5, -2.5, 3, 4], prices.Series.Observations.ToArray().Select(one => one.Value));
        Assert.Equal(["2021-10-30T23:00:00Z", "2021-10-31T00:00:00Z", "2021-10-31T01:00:00Z", "2021-10-31T02:00:00Z"],
            prices.Series.Observations.ToArray().Select(one => UtcText.Of(one.Start)));
    }

    [Theory]
    [InlineData(SmardContent.GenerationForecast, "solar_forecast_da_mw", "2025-02-28T17:00:00Z")]
    [InlineData(SmardContent.GenerationActual, "solar_actual_mw", "2025-03-01T01:00:00Z")]
    public void Read_NamesThatTwoDownloadsShare_AreToldByTheCaller(SmardContent content, string name, string knownAt)
    {
        var sun = Assert.Single(Read("Datum von;Datum bis;Photovoltaik [MWh] Originalauflösungen\n01.03.2025 00:00;x;1\n01.03.2025 01:00;x;1\n", content));
        Assert.Equal(name, sun.Series.Id.Name);
        Assert.Equal(knownAt, UtcText.Of(sun.Series.Observations[0].KnownAt));
    }

    [Fact]
    public void Read_RowLeftOut_IsAGapAndTold()
    {
        var prices = Read("Datum von;Datum bis;Belgien [€/MWh]\n01.03.2025 00:00;x;1\n01.03.2025 01:00;x;1\n01.03.2025 04:00;x;1\n01.03.2025 05:00;x;1\n")[0];
        Assert.Equal(4, prices.Series.Count);
        Assert.Equal("1 gap(s): [2025-03-01T01:00:00Z, 2025-03-01T03:00:00Z)", Assert.Single(prices.Notes));
    }

    [Fact]
    public void Read_ReceivedBeforeTheUsualPublication_IsKnownWhenReceived()
    {
        var document = new PublishedDocument("a.csv", Encoding.UTF8.GetBytes("Datum von;Datum bis;Belgien [€/MWh]\n01.03.2025 00:00;x;1\n01.03.2025 01:00;x;1\n"), new DateTimeOffset(2025, 2, 28, 11, 40, 0, TimeSpan.Zero));
        Assert.Equal("2025-02-28T11:40:00Z", UtcText.Of(SmardCsvReader.Read(document).Value[0].Series.Observations[0].KnownAt));
    }

    private static IReadOnlyList<SourceAnswer> Read(string csv, SmardContent content = SmardContent.ByColumns) =>
        SmardCsvReader.Read(new PublishedDocument("a.csv", Encoding.UTF8.GetBytes(csv), new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)), content).Value;
}
