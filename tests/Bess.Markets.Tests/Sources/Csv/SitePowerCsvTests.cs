using Bess.Domain.Time;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Tests.Sources.Csv;

public sealed class SitePowerCsvTests : IDisposable
{
    private static readonly TimeGrid Grid = new(new DateTimeOffset(2026, 3, 10, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), 2);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"bess-site-power-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("solar_mw,load_mw", "load", 20)]
    [InlineData("solar_mw,load_mw", "solar", 1)]
    [InlineData("note,roof_mw", "solar", 20)]
    public void Read_RowsBeyondTheGrid_ItsPartOfTheColumn(string columns, string name, double first)
    {
        File.WriteAllText(_path, $"timestamp_utc,{columns}\n2026-03-10T00:00:00Z,0,10\n2026-03-10T01:00:00Z,1,20\n2026-03-10T02:00:00Z,2,21\n");

        Assert.Equal([first, first + 1], SitePowerCsv.Read(_path, Grid, name).Value);
    }

    [Fact]
    public void Read_NegativeBlankAndAboveThePeak_AllWithTheirLines()
    {
        File.WriteAllText(_path, "timestamp_utc,solar_mw\n2026-03-10T00:00:00Z,-1\n2026-03-10T01:00:00Z,\n2026-03-10T02:00:00Z,2.5\n");

        var faults = SitePowerCsv.Read(_path, Grid, "solar", peakMw: 2).Faults;

        Assert.Equal(["2", "3", "4"], faults.Select(fault => fault.Location.Split(' ')[^1]));
        Assert.Equal(("a number >= 0", "at most the peak of the site, 2 MW"), (faults[0].Expected, faults[2].Expected));
        Assert.All(faults, fault => Assert.Equal("solar_mw", fault.Field));
    }

    [Theory]
    [InlineData("timestamp_utc,price\n2026-03-10T01:00:00Z,1\n2026-03-10T02:00:00Z,1\n", "header", "a column solar_mw, or one alone that ends in _mw")]
    [InlineData("timestamp_utc,a_mw,b_mw\n2026-03-10T01:00:00Z,1,1\n2026-03-10T02:00:00Z,1,1\n", "header", "a column solar_mw, or one alone that ends in _mw")]
    [InlineData("timestamp_utc,solar_mw\n2026-03-10T01:00:00Z,1\n", "timestamp_utc", "rows for")]
    public void Read_NoColumnOrNoRows_Refused(string text, string field, string expected)
    {
        File.WriteAllText(_path, text);

        var fault = Assert.Single(SitePowerCsv.Read(_path, Grid, "solar").Faults);

        Assert.Equal(field, fault.Field);
        Assert.StartsWith(expected, fault.Expected, StringComparison.Ordinal);
    }
}
