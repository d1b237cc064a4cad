using Bess.Domain.Units;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Tests.Sources.Csv;

public sealed class MalformedPriceCsvTests
{
    private const string Rows = "2026-03-10T00:00:00Z,1|2026-03-10T01:00:00Z,2|";
    private const string Head = "timestamp_utc,a_eur_per_mwh|";

    // A bar stands for a line break. Then the location of the first fault, and a word of its expectation or finding.
    [Theory]
    [InlineData("", "a.csv", "header")]
    [InlineData("# only a comment|", "a.csv", "header")]
    [InlineData(Head, "a.csv", "row")]
    [InlineData("time,a_eur_per_mwh|" + Rows, "a.csv: line 1", "timestamp_utc")]
    [InlineData("timestamp_local,a_eur_per_mwh|" + Rows, "a.csv: line 1", "timestamp_local")]
    [InlineData("timestamp_utc,a|" + Rows, "a.csv: line 1", "price column")]
    [InlineData("timestamp_utc,a_eur_per_mw_h|" + Rows, "a.csv: line 1", "price column")]
    [InlineData("timestamp_utc,a_eur_per_kwh|" + Rows, "a.csv: line 1", "price column")]
    [InlineData("timestamp_utc,eur_per_mwh|" + Rows, "a.csv: line 1", "price column")]
    [InlineData("timestamp_utc,a_eur_per_mwh,b_eur_per_mwh|2026-03-10T00:00:00Z,1,2|2026-03-10T01:00:00Z,1,2|", "a.csv: line 1", "name it")]
    [InlineData("timestamp_utc,a_eur_per_mwh,a_gbp_per_mwh|2026-03-10T00:00:00Z,1,2|2026-03-10T01:00:00Z,1,2|", "a.csv: line 1", "one currency")]
    [InlineData("timestamp_utc,a_eur_per_mwh,a_eur_per_mwh|2026-03-10T00:00:00Z,1,2|2026-03-10T01:00:00Z,1,2|", "a.csv: line 1", "once")]
    [InlineData("timestamp_utc;a_eur_per_mwh|2026-03-10T00:00:00Z;1|", "a.csv: line 1", "timestamp_utc")]
    [InlineData(Head + Rows + "2026-03-10T01:00:00Z,3|", "a.csv: line 4", "duplicate of line 3")]
    [InlineData(Head + Rows + "2026-03-10T00:00:00Z,3|", "a.csv: line 4", "out of order")]
    [InlineData(Head + Rows + "2026-03-10T04:00:00Z,3|", "a.csv: line 4", "2 interval(s) missing, [2026-03-10T02:00:00Z, 2026-03-10T04:00:00Z)")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z,3|2026-03-10T02:20:00Z,3|", "a.csv: line 5", "wrong step")]
    [InlineData(Head + Rows + "2026-03-10T03:30:00Z,3|", "a.csv: line 4", "wrong step")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00+00:00,3|", "a.csv: line 4", "UTC")]
    [InlineData(Head + Rows + "2026-03-10T03:00:00+01:00,3|", "a.csv: line 4", "UTC")]
    [InlineData(Head + Rows + "2026-03-10 02:00:00,3|", "a.csv: line 4", "UTC")]
    [InlineData(Head + Rows + "10.03.2026 02:00,3|", "a.csv: line 4", "UTC")]
    [InlineData(Head + Rows + "2026-02-30T02:00:00Z,3|", "a.csv: line 4", "UTC")]
    [InlineData(Head + Rows + ",3|", "a.csv: line 4", "UTC")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z,abc|", "a.csv: line 4", "'abc'")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z,NaN|", "a.csv: line 4", "'NaN'")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z,Infinity|", "a.csv: line 4", "finite")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z,1e999|", "a.csv: line 4", "finite")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z,\"1,5\"|", "a.csv: line 4", "'1,5'")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z,1,5|", "a.csv: line 4", "2 cells")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z|", "a.csv: line 4", "2 cells")]
    [InlineData(Head + Rows + "2026-03-10T02:00:00Z,\"1|", "a.csv: line 4", "quotes")]
    [InlineData("\"timestamp_utc,a_eur_per_mwh|" + Rows, "a.csv: line 1", "quotes")]
    public void Read_MalformedText_TellsWhereAndWhat(string text, string location, string word)
    {
        using var reader = new StringReader(text.Replace('|', '\n'));
        var result = PriceCsvReader.Read(reader, "a.csv");
        Assert.False(result.IsValid);
        Assert.Equal(location, result.Faults[0].Location);
        Assert.Contains(result.Faults, fault => fault.ToString().Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OtherColumnCurrencyOrStep_IsRefused()
    {
        static string One(PriceCsvOptions options)
        {
            using var reader = new StringReader((Head + Rows).Replace('|', '\n'));
            return PriceCsvReader.Read(reader, "a.csv", options).Faults[0].ToString();
        }

        Assert.Contains("'b'", One(new PriceCsvOptions { Column = "b" }), StringComparison.Ordinal);
        Assert.Contains("prices in GBP", One(new PriceCsvOptions { Currency = Currency.Gbp }), StringComparison.Ordinal);
        Assert.Contains("15 min", One(new PriceCsvOptions { Step = TimeSpan.FromMinutes(15) }), StringComparison.Ordinal);
    }
}
