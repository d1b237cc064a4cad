using Bess.Domain.Time;
using Bess.Hosts.Tests.Support;
using Bess.Reports.Svg;

namespace Bess.Hosts.Tests.Reports;

public sealed class SvgTests
{
    [Theory]
    [InlineData(0, 10, 2)]
    [InlineData(-3.7, 4.2, 2)]
    [InlineData(0, 1, 0.2)]
    [InlineData(1000, 1250, 50)]
    [InlineData(-0.0013, 0.0021, 0.001)]
    public void LinearAxis_Values_NiceStepsThatHoldThemAll(double least, double most, double step)
    {
        var axis = LinearAxis.Over([least, double.NaN, most, double.PositiveInfinity], "x");
        Assert.True(axis.Least <= least && axis.Most >= most);
        Assert.Equal(step, axis.Ticks[1].At - axis.Ticks[0].At, 12);
        Assert.Equal((axis.Least, axis.Most), (axis.Ticks[0].At, axis.Ticks[^1].At));
        Assert.InRange(axis.Ticks.Count, 3, 12);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    [InlineData(-2e9)]
    public void LinearAxis_OneValue_StillARange(double value)
    {
        var axis = LinearAxis.Over([value], "x");
        Assert.True(axis.Least < value && value < axis.Most);
    }

    [Fact]
    public void LogAxis_Values_PowersOfTenAndNoPlaceForZero()
    {
        var axis = LogAxis.Over([3e-7, 0.5, 0, double.NaN], "x");
        Assert.Equal((1e-7, 1.0), (axis.Least, axis.Most));
        Assert.Equal(8, axis.Ticks.Count);
        Assert.True(double.IsNaN(axis.Share(0)));
        Assert.Equal(0.5, axis.Share(Math.Sqrt(1e-7)), 12);
    }

    [Fact]
    public void TimeAxis_DayOf23Hours_LocalLabelsJumpWithTheClock()
    {
        var grid = BiddingZone.DeLu.Clock.Day(new DateOnly(2026, 3, 29), TimeSpan.FromHours(1));
        var ticks = new TimeAxis(grid, BiddingZone.DeLu.Clock).Ticks;
        Assert.Equal(23, grid.Count);
        Assert.Equal([("29 Mar", "01:00"), ("02:00", "04:00")], ticks.Take(2).Select(tick => (tick.Label, tick.SecondLabel!)));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1250.123, "\u22121250.1")]
    [InlineData(0.000123456, "0.00012346")]
    [InlineData(1.5e-9, "1.5e\u22129")]
    [InlineData(123456789.0, "1.2346e8")]
    [InlineData(double.NaN, "–")]
    public void Value_Number_FiveSignificantDigits(double value, string text) => Assert.Equal(text, SvgText.Value(value));

    [Fact]
    public void Escape_Markup_OnlyText() =>
        Assert.Equal("&lt;a b=&#39;&amp;&quot;&#39;&gt;\uFFFD", SvgText.Escape("<a b='&\"'>\u0007"));

    [Fact]
    public void ColorScale_BothSigns_NeutralAtZeroAndDarkerOutwards()
    {
        var scale = ColorScale.Over([-2.0, 1.0]);
        Assert.Equal("#f2f2f2", scale.Of(0));
        Assert.NotEqual(scale.Of(-2), scale.Of(2));
        Assert.True(Lightness(scale.Of(-2)) < Lightness(scale.Of(-1)) && Lightness(scale.Of(-1)) < Lightness(scale.Of(0)));
        Assert.True(Lightness(scale.Of(2)) < Lightness(scale.Of(1)) && Lightness(scale.Of(1)) < Lightness(scale.Of(0)));
    }

    [Fact]
    public void Plot_StepsWithAGap_GapIsDrawnAsAGap()
    {
        var grid = new TimeGrid(Inputs.Start, TimeSpan.FromHours(1), 4);
        var axis = LinearAxis.Over([0, 3], "Power [MW]");
        var svg = new Plot(new TimeAxis(grid, null)).Steps([1, double.NaN, 2, 3], axis, "s1", "power").Draw("gap", axis);
        Expectation.Matches("svg-steps-with-gap.txt", svg);
    }

    [Fact]
    public void Plot_BandAndLine_AsExpected()
    {
        var axis = LogAxis.Over([1, 1e-3], "Gap [–]");
        var svg = new Plot(new CountAxis(1, 3, "Iteration"))
            .Line([(1, 1), (2, 0), (3, 1e-3)], axis, "s2", "gap <own>").Draw("a & b", axis);
        Expectation.Matches("svg-line.txt", svg);
    }

    [Fact]
    public void HeatMap_MissingCell_StaysEmpty()
    {
        var grid = new TimeGrid(Inputs.Start, TimeSpan.FromHours(1), 3);
        var svg = HeatMap.Draw("map", new TimeAxis(grid, BiddingZone.DeLu.Clock), [("one", [1, double.NaN, -1]), ("<two>", [0.5, 0.5, 0])], "Power [MW]", "Batteries");
        Expectation.Matches("svg-heat-map.txt", svg);
    }

    private static double Lightness(string color) =>
        (0.3 * Convert.ToInt32(color[1..3], 16)) + (0.59 * Convert.ToInt32(color[3..5], 16)) + (0.11 * Convert.ToInt32(color[5..7], 16));
}
