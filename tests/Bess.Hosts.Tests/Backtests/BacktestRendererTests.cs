using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Cli;
using Bess.Cli.Commands.Backtest;
using Bess.Cli.Rendering;

namespace Bess.Hosts.Tests.Backtests;

public sealed class BacktestRendererTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Leak_PlantedInARun_Code70AndASentenceWithoutFigures(bool asJson)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var run = SampleOutcomes.Of(leaks: true);
        var code = BacktestRenderer.Leak(run.Leakage, asJson ? OutputFormat.Json : OutputFormat.Table, new CliContext(new CliHost(), output, error));
        Assert.Equal(70, code);
        Assert.Contains("2025-03-01", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("this is a leak, and no figure of the run is given", error.ToString(), StringComparison.Ordinal);
        if (!asJson)
        {
            Assert.Equal("", output.ToString());
            return;
        }

        var root = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal(["kind", "schemaVersion", "statement", "checkedDays", "leakingDays"], root.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void Table_HandMadeRun_MoneyByStreamAddsUp()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var data = SampleOutcomes.Data(SampleOutcomes.Of()) with { IsSynthetic = true, IsTradable = false };
        BacktestRenderer.Render(data, BacktestDocument.Of(data, "run", 1.5), OutputFormat.Table, output);
        var text = output.ToString();
        foreach (var part in new[] { "SYNTHETIC", "NOT TRADABLE", "  day-ahead", "  FCR-N", "rule                       no day-ahead price: nothing is sold: on 1 days", "seconds                    1.5" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(data.Summary.Net, BacktestDocument.Of(data, null, 0).StreamTotals.Values.Sum());
    }
}
