using System.Globalization;
using Bess.Cli.Rendering;
using Bess.Cli.Runs;
using Bess.Domain.Json;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Forecasting.Scenarios;
using Bess.Reports;

namespace Bess.Cli.Commands.Scenarios;

/// <summary>Scenarios as a fan: one line an interval, time downwards.</summary>
internal static class FanChart
{
    private const int Width = 60;
    private const int InstantWidth = 16;

    private static readonly double[] Levels = [0.05, 0.25, 0.5, 0.75, 0.95];

    public static void Render(ScenarioSet scenarios, BiddingZone? zone, OutputFormat format, TextWriter output)
    {
        var quantiles = Levels.Select(level => WeightedQuantiles.Of(scenarios, level)).ToArray();
        Rendered.Write(
            format, output, () => Document(scenarios, zone, quantiles), () => Csv(scenarios, quantiles, output), () => Table(scenarios, zone, quantiles, output));
    }

    private static void Csv(ScenarioSet scenarios, double[][] quantiles, TextWriter output)
    {
        output.WriteLine($"timestamp_utc,mean,{string.Join(',', Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"q{level * 100:00}")))}");
        var mean = scenarios.ExpectedPricesPerMwh();
        for (var t = 0; t < scenarios.Grid.Count; t++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{UtcText.Of(scenarios.Grid.StartOf(t))},{mean[t]:R},{string.Join(',', quantiles.Select(q => q[t].ToString("R", CultureInfo.InvariantCulture)))}"));
    }

    private static object Document(ScenarioSet scenarios, BiddingZone? zone, double[][] quantiles) => new
    {
        kind = "scenarioFan",
        schemaVersion = BessJson.SchemaVersion,
        scenarios = scenarios.Count,
        currency = scenarios.Currency.Code,
        knownAt = UtcText.Of(scenarios.KnownAt),
        horizon = HorizonDocument.Of(scenarios.Grid, zone),
        provenance = scenarios.Provenance.ToString(),
        probabilities = scenarios.Probabilities.ToArray(),
        mean = scenarios.ExpectedPricesPerMwh(),
        levels = Levels,
        quantiles,
    };

    private static void Table(ScenarioSet scenarios, BiddingZone? zone, double[][] quantiles, TextWriter output)
    {
        var (least, most) = (quantiles[0].Min(), quantiles[^1].Max());
        var scale = most > least ? (Width - 1) / (most - least) : 0;
        int At(double value) => (int)Math.Round((value - least) * scale);
        var unit = $"{scenarios.Currency.Code}/MWh";
        output.Write($"{scenarios.Count} scenarios, {HorizonText.Of(scenarios.Grid)}, known at {UtcText.Of(scenarios.KnownAt)}\n");
        output.Write($"{Printable.Line(scenarios.Provenance.ToString())}\n\n");
        var heads = HorizonText.Columns(zone).Select(head => head.PadRight(InstantWidth)).ToArray();
        output.Write(string.Create(
            CultureInfo.InvariantCulture, $"{string.Join("  ", heads)}  {"5 %",8} {"median",8} {"95 %",8}  {least,-10:0.##}{new string(' ', Width - 20)}{most,10:0.##} {unit}\n"));
        for (var t = 0; t < scenarios.Grid.Count; t++)
        {
            var line = new string(' ', Width).ToCharArray();
            Array.Fill(line, '·', At(quantiles[0][t]), At(quantiles[4][t]) - At(quantiles[0][t]) + 1);
            Array.Fill(line, '▒', At(quantiles[1][t]), At(quantiles[3][t]) - At(quantiles[1][t]) + 1);
            line[At(quantiles[2][t])] = '█';
            if (least < 0 && most > 0 && line[At(0)] == ' ')
                line[At(0)] = '|';
            var when = string.Join("  ", HorizonText.Instants(scenarios.Grid, t, zone).Select((text, k) => text.PadRight(heads[k].Length)));
            output.Write(string.Create(
                CultureInfo.InvariantCulture, $"{when}  {quantiles[0][t],8:0.00} {quantiles[2][t],8:0.00} {quantiles[4][t],8:0.00}  {new string(line).TrimEnd()}\n"));
        }

        output.Write($"\n█ median, ▒ middle half, · nine tenths{(least < 0 && most > 0 ? ", | zero" : "")}\n");
    }
}
