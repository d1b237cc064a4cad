using System.IO.Compression;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Tests.Sources.Csv;

public sealed class PriceCsvReaderTests
{
    private const string Three = """
        timestamp_utc,day_ahead_eur_per_mwh
        2026-03-09T23:00:00Z,10.5
        2026-03-10T00:00:00Z,-3
        2026-03-10T01:00:00Z,
        """;

    private static readonly DateTimeOffset Start = new(2026, 3, 9, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_ThreeHours_GivesGridPricesAndMissing()
    {
        var series = Read(Three).Value;
        Assert.Equal(new TimeGrid(Start, TimeSpan.FromHours(1), 3), series.Grid);
        Assert.Equal(10.5, series.PricesPerMwh[0]);
        Assert.Equal(-3, series.PricesPerMwh[1]);
        Assert.True(series.IsMissing(2));
        Assert.Equal(1, series.MissingCount);
        Assert.Equal(Currency.Eur, series.Currency);
        Assert.Equal("day_ahead_eur_per_mwh", series.Name);
        Assert.Null(series.Zone);
        Assert.False(series.Provenance.Synthetic);
        Assert.Equal("a.csv", series.Provenance.Source);
    }

    [Fact]
    public void Read_NoZone_IsKnownAtTheEndOfEachInterval() =>
        Assert.Equal(Start.AddHours(2), Read(Three).Value.KnownAt(1));

    [Fact]
    public void Read_DayAheadOfAZone_IsKnownOnTheDayBefore()
    {
        var series = Read(Three, new PriceCsvOptions { Zone = BiddingZone.DeLu }).Value;
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 11, 45, 0, TimeSpan.Zero), series.KnownAt(0));
        Assert.Equal(series.KnownAt(0), series.KnownAt(2));
    }

    [Fact]
    public void Read_SpotOfAZone_IsKnownAtTheEndOfEachInterval()
    {
        var series = Read(Three.Replace("day_ahead", "imbalance", StringComparison.Ordinal), new PriceCsvOptions { Zone = BiddingZone.DeLu }).Value;
        Assert.Equal(Start.AddHours(1), series.KnownAt(0));
    }

    [Fact]
    public void Read_RequireComplete_TellsTheLineOfEachBlank()
    {
        var fault = Assert.Single(Read(Three, new PriceCsvOptions { RequireComplete = true }).Faults);
        Assert.Equal("a.csv: line 4", fault.Location);
        Assert.Equal("day_ahead_eur_per_mwh", fault.Field);
    }

    [Fact]
    public void Read_CommentsAtTheTop_CountAsLinesAndLabelSyntheticPrices()
    {
        var series = Read("# synthetic: seed 3\n# more\n" + Three).Value;
        Assert.True(series.Provenance.Synthetic);
        Assert.Contains("seed 3", series.Provenance.Detail, StringComparison.Ordinal);
        var fault = Assert.Single(Read("# one\n\n" + Three.Replace("-3", "x", StringComparison.Ordinal)).Faults);
        Assert.Equal("a.csv: line 5", fault.Location);
    }

    [Fact]
    public void Read_QuotedCellsAndWindowsLineEnds_AreRead()
    {
        var series = Read("\uFEFF\"timestamp_utc\",\"note, free\",price_gbp_per_mwh\r\n2026-03-09T23:00:00Z,\"a, \"\"b\"\"\",1e2\r\n2026-03-09T23:30Z,,2\r\n").Value;
        Assert.Equal(Currency.Gbp, series.Currency);
        Assert.Equal(100, series.PricesPerMwh[0]);
        Assert.Equal(TimeSpan.FromMinutes(30), series.Grid.Step);
    }

    [Theory]
    [InlineData("day_ahead_sek_per_mwh", null)]
    [InlineData(null, "SEK")]
    [InlineData("day_ahead", "SEK")]
    public void Read_SeveralColumns_TakesTheOneAskedFor(string? column, string? currency)
    {
        const string text = "timestamp_utc,day_ahead_eur_per_mwh,day_ahead_sek_per_mwh,sek_per_eur\n2026-03-09T23:00:00Z,1,11,11\n2026-03-10T00:00:00Z,2,22,11\n";
        var series = Read(text, new PriceCsvOptions { Column = column, Currency = currency is null ? null : new Currency(currency) }).Value;
        Assert.Equal(Currency.Sek, series.Currency);
        Assert.Equal(22, series.PricesPerMwh[1]);
    }

    [Fact]
    public void Read_OneRow_NeedsTheStep()
    {
        const string text = "timestamp_utc,a_eur_per_mwh\n2026-03-09T23:00:00Z,1\n";
        Assert.Contains("two rows", Assert.Single(Read(text).Faults).Expected, StringComparison.Ordinal);
        Assert.Equal(1, Read(text, new PriceCsvOptions { Step = TimeSpan.FromMinutes(15) }).Value.Grid.Count);
    }

    [Fact]
    public void Read_SeveralFaults_TellsAllInOrderOfLines()
    {
        var faults = Read("timestamp_utc,a_eur_per_mwh\n2026-03-09T23:00:00Z,NaN\n2026-03-10 00:00,1\n2026-03-10T01:00:00Z,1;2\n2026-03-10T02:00:00Z,4,5\n").Faults;
        Assert.Equal(
            ["a.csv: line 2", "a.csv: line 3", "a.csv: line 4", "a.csv: line 5"],
            faults.Select(fault => fault.Location).ToArray());
    }

    [Fact]
    public void Read_Gzip_IsUnpacked()
    {
        using var folder = new TemporaryFolder();
        using (var zip = new GZipStream(File.Create(folder.File("p.csv.gz")), CompressionLevel.Fastest))
        using (var writer = new StreamWriter(zip))
            writer.Write(Three);
        Assert.Equal(3, PriceCsvReader.Read(folder.File("p.csv.gz")).Value.Grid.Count);
    }

    [Fact]
    public void Read_NoGzipUnderItsName_IsAFault()
    {
        using var folder = new TemporaryFolder();
        var fault = Assert.Single(PriceCsvReader.Read(folder.Put("p.csv.gz", Three)).Faults);
        Assert.Equal("p.csv.gz", fault.Location);
    }

    [Fact]
    public void Read_AbsentFile_IsAFaultWithoutTheFolderInIt()
    {
        using var folder = new TemporaryFolder();
        var fault = Assert.Single(PriceCsvReader.Read(folder.File("none.csv")).Faults);
        Assert.Equal(new Fault("none.csv", "", "a readable file", "no such file"), fault);
    }

    [Fact]
    public void Write_ThenRead_GivesTheSameSeriesAndBytes()
    {
        using var folder = new TemporaryFolder();
        var series = Read("# synthetic: made up\n" + Three).Value;
        PriceCsvWriter.Write(series, folder.File("w.csv"));
        PriceCsvWriter.Write(series, folder.File("w2.csv"));
        PriceCsvWriter.Write(series, folder.File("w.csv.gz"));
        Assert.Equal(File.ReadAllBytes(folder.File("w.csv")), File.ReadAllBytes(folder.File("w2.csv")));
        Assert.StartsWith("# synthetic: ", File.ReadAllText(folder.File("w.csv")), StringComparison.Ordinal);
        foreach (var name in new[] { "w.csv", "w.csv.gz" })
        {
            var again = PriceCsvReader.Read(folder.File(name)).Value;
            Assert.Equal(series.Grid, again.Grid);
            Assert.Equal(series.PricesPerMwh.ToArray(), again.PricesPerMwh.ToArray());
            Assert.Equal(series.Name, again.Name);
            Assert.True(again.Provenance.Synthetic);
        }

        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
    }

    private static Validated<PriceSeries> Read(string text, PriceCsvOptions? options = null)
    {
        using var reader = new StringReader(text);
        return PriceCsvReader.Read(reader, "a.csv", options);
    }
}
