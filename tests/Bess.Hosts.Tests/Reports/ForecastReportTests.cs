using System.Globalization;
using System.Xml.Linq;
using Bess.Domain.Time;
using Bess.Reports.Forecasts;

namespace Bess.Hosts.Tests.Reports;

public sealed class ForecastReportTests
{
    private static readonly TimeGrid Day = MarketClock.CentralEuropean.Day(new DateOnly(2025, 10, 26), TimeSpan.FromHours(1));

    [Fact]
    public void Write_EverythingThere_AChartAndATableEach()
    {
        var page = Page(Whole());
        foreach (var heading in new[] { "Fan", "Scores against the baselines", "Reliability per hour", "Reliability of the quantiles", "Probability integral transform", "Error by month" })
            Assert.Contains($"<h2>{heading}</h2>", page, StringComparison.Ordinal);
        Assert.Equal(6, page.Split("<svg").Length - 1);
        Assert.Equal(6, page.Split("<table").Length - 1);
        Assert.Contains("−4.2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NothingThere_APageWithoutEmptyCharts()
    {
        var page = Page(new ForecastReportData("Nothing", "EUR/MWh", []));
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_DrawingsAndTexts_AreWellFormedAndEscaped()
    {
        var page = Page(Whole() with { Title = "<b>&\"" });
        Assert.Contains("&lt;b&gt;&amp;&quot;", page, StringComparison.Ordinal);
        for (var at = page.IndexOf("<svg", StringComparison.Ordinal); at >= 0; at = page.IndexOf("<svg", at + 1, StringComparison.Ordinal))
            Assert.Equal("svg", XElement.Parse(page[at..(page.IndexOf("</svg>", at, StringComparison.Ordinal) + 6)]).Name.LocalName);
    }

    [Theory]
    [InlineData("day_ahead_eur_per_mwh", "EUR/MWh")]
    [InlineData("fcr_n_eur_per_mw_h", "EUR/(MW h)")]
    [InlineData("load_forecast_da_mw", "MW")]
    [InlineData("something", "something")]
    public void Unit_OfASeries_IsWrittenForPeople(string series, string unit) => Assert.Equal(unit, SeriesUnit.Of(series));

    private static string Page(ForecastReportData data)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        ForecastReport.Write(data, writer);
        return writer.ToString();
    }

    private static ForecastReportData Whole()
    {
        double[] Curve(double shift) => [.. Enumerable.Range(0, Day.Count).Select(t => (20 * Math.Sin(t / 4.0)) + shift)];
        return new ForecastReportData("Forecast of TEST/price", "EUR/MWh", ["a note"])
        {
            Cards = [("Mean absolute error", "9.1 EUR/MWh")],
            Fans = [new FanSection("One day", Day, BiddingZone.DeLu, [0.1, 0.5, 0.9], [Curve(-10), Curve(0), Curve(10)], Curve(3))],
            Coverage = [.. Enumerable.Range(0, 24).Select(hour => new HourCoverage(hour, 0.7, 0.79 + (hour / 1000.0)))],
            Reliability = [new LevelShare(0.1, 0.12), new LevelShare(0.5, 0.48), new LevelShare(0.9, 0.91)],
            TransformShares = [.. Enumerable.Repeat(0.1, 10)],
            Scores =
            [
                new ScoreRow("bess", 9.1, 0.8, 3.2, 6.5, 0.81, 0.799, null, null),
                new ScoreRow("yesterday", 11.4, 1, 4.4, 8.9, 0.74, null, -4.2, 1e-5),
            ],
            Months = [new MonthError(new DateOnly(2025, 1, 1), 9, 12), new MonthError(new DateOnly(2025, 2, 1), 8, 10)],
        };
    }
}
