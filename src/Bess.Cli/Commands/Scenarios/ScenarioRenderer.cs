using System.Globalization;
using System.Text.Json;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Cli.Runs;
using Bess.Domain.Json;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Forecasting.Scenarios.Reduction;
using Bess.Reports;

namespace Bess.Cli.Commands.Scenarios;

/// <summary>Says what was made.</summary>
internal static class ScenarioRenderer
{
    public static void Generated(ForecastScenarios made, IReadOnlyList<string> files, OutputFormat format, TextWriter output)
    {
        var set = made.Scenarios;
        if (format == OutputFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    kind = "scenarios",
                    schemaVersion = BessJson.SchemaVersion,
                    decidedAt = UtcText.Of(set.DecidedAt),
                    drawn = made.Full.Count,
                    scenarios = set.Count,
                    copula = new { pastDays = made.Copula.DayCount, shrinkage = made.Copula.Shrinkage, dayLink = made.Copula.DayLink },
                    reduction = Reduction(made.Reduction),
                    markets = set.Markets.Select((market, m) => new
                    {
                        series = market.Series.ToString(),
                        currency = made.CurrencyOf(m).Code,
                        horizon = HorizonDocument.Of(market.Grid, made.Zone),
                        file = files[m],
                    }),
                },
                BessJson.Indented));
            return;
        }

        for (var m = 0; m < files.Count; m++)
            output.Write($"{files[m]}: {set.Count} scenarios of {set.Markets[m].Series}, {HorizonText.Of(set.Markets[m].Grid)}\n");
        foreach (var note in made.Notes())
            output.Write(note + "\n");
    }

    public static void Reduced(ScenarioReduction reduced, ScenarioSet full, string file, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    kind = "scenarioReduction",
                    schemaVersion = BessJson.SchemaVersion,
                    from = full.Count,
                    scenarios = reduced.Scenarios.Count,
                    currency = full.Currency.Code,
                    reduction = Reduction(reduced),
                    kept = reduced.Kept.Select(index => index + 1),
                    probabilities = reduced.Scenarios.Probabilities.ToArray(),
                    file,
                },
                BessJson.Indented));
            return;
        }

        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {reduced.Scenarios.Count} of {full.Count} scenarios, {HorizonText.Of(full.Grid)}\nWasserstein-{reduced.Order} distance {reduced.Distance:0.####} {full.Currency.Code}/MWh; one scenario alone: {reduced.OfSingle:0.####}\n"));
    }

    private static object? Reduction(ScenarioReduction? reduction) => reduction is null
        ? null
        : new { order = reduction.Order, distance = reduction.Distance, distanceOfSingle = reduction.OfSingle };
}
