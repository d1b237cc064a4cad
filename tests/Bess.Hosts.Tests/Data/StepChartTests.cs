using Bess.Cli.Rendering;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Data;

public sealed class StepChartTests
{
    [Fact]
    public void Draw_StepsAndAGap_AsExpected()
    {
        double[] values = [0, 0, 10, 10, -5, double.NaN, double.NaN, 20, 20, 20, 7.5, 7.5];
        Expectation.Matches("step-chart.txt", string.Join('\n', StepChart.Draw(values, 40, 6)) + "\n");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(20_000)]
    public void Draw_AnyNumberOfValues_FillsTheWidthAndNotMore(int count)
    {
        var lines = StepChart.Draw([.. Enumerable.Range(0, count).Select(i => Math.Sin(i / 50.0))], 60, 8);
        Assert.Equal(8, lines.Count);
        Assert.Equal(60, lines.Max(line => line.Length));
    }

    [Fact]
    public void Draw_OneSpikeAmongMany_IsSeen()
    {
        var values = new double[50_000];
        values[30_000] = 4000;
        var lines = StepChart.Draw(values, 80, 10);
        Assert.Contains(lines[0].Skip(12), c => c is >= '\u2801' and <= '\u28ff');
    }

    [Fact]
    public void Draw_OnlyGaps_Nothing() => Assert.Empty(StepChart.Draw([double.NaN, double.NaN], 60, 8));

    [Fact]
    public void Draw_AlwaysTheSameValue_ALineInTheMiddle() => Assert.Equal(6, StepChart.Draw([5, 5, 5], 40, 6).Count);
}
