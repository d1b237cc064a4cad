using System.Globalization;
using System.Xml.Linq;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Reports.Backtests;

namespace Bess.Hosts.Tests.Backtests;

public sealed class BacktestReportTests
{
    private static readonly string[] Headings =
    [
        "Dispatch over price", "State of charge", "Profit and loss", "Streams by month", "Contribution of the streams", "Tail risk", "Expected against realised",
        "The ceiling", "Leakage certificate", "Rules applied",
    ];

    [Fact]
    public void Write_WholeRun_EverySectionWithATableBehindEachChart()
    {
        var page = Page(SampleOutcomes.Data(SampleOutcomes.Of()));
        Assert.All(Headings, heading => Assert.Contains($"<h2>{heading}</h2>", page, StringComparison.Ordinal));
        Assert.DoesNotContain("<h2>Efficient frontier</h2>", page, StringComparison.Ordinal);
        var (charts, tables) = (page.Split("<svg").Length - 1, page.Split("<table").Length - 1);
        Assert.Equal(10, charts);
        Assert.InRange(tables, charts - 1, charts + 3);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("a note &lt;with&gt; markup", page, StringComparison.Ordinal);
        Assert.Contains("no day-ahead price: nothing is sold: on 1 days", page, StringComparison.Ordinal);
        Assert.Contains("deliverable, no fees", page, StringComparison.Ordinal);
        Assert.Contains("none found", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Drawings_AreWellFormed()
    {
        var page = Page(SampleOutcomes.Data(SampleOutcomes.Of()) with { Frontier = Frontier });
        for (var at = page.IndexOf("<svg", StringComparison.Ordinal); at >= 0; at = page.IndexOf("<svg", at + 1, StringComparison.Ordinal))
            Assert.Equal("svg", XElement.Parse(page[at..(page.IndexOf("</svg>", at, StringComparison.Ordinal) + 6)]).Name.LocalName);
        Assert.Contains("<h2>Efficient frontier</h2>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_YardstickOnMadeUpPrices_SaysBoth()
    {
        var page = Page(SampleOutcomes.Data(SampleOutcomes.Of(strategy: "perfect")) with { IsTradable = false, IsSynthetic = true });
        Assert.Contains("Not tradable", page, StringComparison.Ordinal);
        Assert.Contains("never traded", page, StringComparison.Ordinal);
        Assert.Contains("sees the future by design", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OneDay_StillAPage()
    {
        var page = Page(SampleOutcomes.Data(SampleOutcomes.Of(days: 1)));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains("The strategy states no expectation.", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Span_DaysOfTwoSteps_OneGridOfTheFiner()
    {
        var days = SampleOutcomes.Of().Days.Skip(18).Take(4).ToArray();
        var span = DispatchSpan.Of(days);
        Assert.Equal(TimeSpan.FromMinutes(15), span.Grid.Step);
        Assert.Equal(4 * 96, span.Grid.Count);
        Assert.Equal(days[0].MeteredMw[5], span.MeteredMw[5 * 4]);
        Assert.Equal(days[0].MeteredMw[5], span.MeteredMw[(5 * 4) + 3]);
        Assert.Equal(days[3].MeteredMw[95], span.MeteredMw[^1]);
    }

    [Theory]
    [InlineData(StreamName.DayAhead, "day-ahead")]
    [InlineData(StreamName.RealTime, "real time")]
    [InlineData(StreamName.Wear, "wear")]
    [InlineData("reserve:FCR-D up", "FCR-D up")]
    public void Stream_Name_InWords(string stream, string words) => Assert.Equal(words, StreamWords.Of(stream));

    internal static IReadOnlyList<FrontierPoint> Frontier { get; } = EfficientFrontier.Marked(
        [new FrontierPoint(0, 100, 36500, 20, false), new FrontierPoint(0.1, 98, 35770, 10, false), new FrontierPoint(0.5, 90, 32850, 15, false)]);

    private static string Page(FinishedBacktest data)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        BacktestReport.Write(data, writer);
        return writer.ToString();
    }
}
