using System.Globalization;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Scenarios;
using Bess.Reports.Svg;

namespace Bess.Reports.Forecasts;

/// <summary>A file of scenarios on one self-contained page: the fan, the paths, how intervals move together, the probabilities.</summary>
public static class ScenarioReport
{
    private const int PathsDrawn = 60;

    private static readonly double[] Levels = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>Writes the page.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="zone">Zone for local time; null when unknown.</param>
    /// <param name="actual">What came, one value an interval; null when not known.</param>
    /// <param name="writer">Gets the page.</param>
    public static void Write(ScenarioSet scenarios, BiddingZone? zone, double[]? actual, TextWriter writer)
    {
        var unit = $"{scenarios.Currency.Code}/MWh";
        var page = new HtmlPage(writer);
        page.Begin($"Scenarios: {scenarios.Name}");
        page.Paragraph($"{scenarios.Count} scenarios, {HorizonText.Of(scenarios.Grid)}, known at {UtcText.Of(scenarios.KnownAt)}.", "soft");
        page.Paragraph(scenarios.Provenance.ToString(), "soft");
        page.Cards(Cards(scenarios, actual, unit));
        page.Heading("Fan");
        FanSections.Write(
            page, new FanSection("Quantiles of the scenarios", scenarios.Grid, zone, Levels, [.. Levels.Select(level => WeightedQuantiles.Of(scenarios, level))], actual), unit);
        Paths(page, scenarios, zone, actual, unit);
        Together(page, scenarios);
        page.End();
    }

    private static List<(string, string)> Cards(ScenarioSet scenarios, double[]? actual, string unit)
    {
        var mean = scenarios.ExpectedPricesPerMwh();
        var cards = new List<(string, string)>
        {
            ("Scenarios", scenarios.Count.ToString(CultureInfo.InvariantCulture)),
            ("Mean over the horizon", $"{SvgText.Value(mean.Average(), 4)} {unit}"),
        };
        if (actual is null)
            return cards;
        var joint = JointScenarios.Of(scenarios, new SeriesId("FILE", "price"));
        cards.Add(("Energy score against what came", $"{SvgText.Value(EnergyScore.Of(joint, [actual]), 4)} {unit}"));
        cards.Add(("Variogram score, p = 0.5", SvgText.Value(VariogramScore.Of(joint, [actual]), 4)));
        cards.Add(("Mean absolute error of the mean", $"{SvgText.Value(mean.Zip(actual, (m, a) => Math.Abs(m - a)).Average(), 4)} {unit}"));
        return cards;
    }

    private static void Paths(HtmlPage page, ScenarioSet scenarios, BiddingZone? zone, double[]? actual, string unit)
    {
        var shown = Enumerable.Range(0, scenarios.Count).OrderByDescending(s => scenarios.Probabilities[s]).ThenBy(s => s).Take(PathsDrawn).ToArray();
        page.Heading("Paths");
        if (shown.Length < scenarios.Count)
            page.Paragraph($"The {shown.Length} most probable of {scenarios.Count}, lighter where it is colder.", "soft");
        page.Drawing(HeatMap.Draw(
            "Value of each scenario in each interval", new TimeAxis(scenarios.Grid, zone?.Clock),
            [
                .. actual is null ? Array.Empty<(string, IReadOnlyList<double>)>() : [("what came", (IReadOnlyList<double>)actual)],
                .. shown.Select(s => (string.Create(CultureInfo.InvariantCulture, $"{s + 1} ({scenarios.Probabilities[s]:0.0%})"), (IReadOnlyList<double>)scenarios.PricesPerMwh(s).ToArray())),
            ],
            $"Value [{unit}]", "Scenario (probability)"));
        page.Table(
            "Table", ["Scenario", "Probability", "Mean", "Least", "Most"],
            Enumerable.Range(0, scenarios.Count).Select(s =>
            {
                var prices = scenarios.PricesPerMwh(s).ToArray();
                return (IReadOnlyList<string>)
                [
                    (s + 1).ToString(CultureInfo.InvariantCulture), SvgText.Value(scenarios.Probabilities[s], 4),
                    SvgText.Value(prices.Average()), SvgText.Value(prices.Min()), SvgText.Value(prices.Max()),
                ];
            }));
    }

    private static void Together(HtmlPage page, ScenarioSet scenarios)
    {
        var count = scenarios.Grid.Count;
        if (scenarios.Count < 3 || count > 200)
            return;
        var mean = scenarios.ExpectedPricesPerMwh();
        double Covariance(int i, int j) => Enumerable.Range(0, scenarios.Count).Sum(
            s => scenarios.Probabilities[s] * (scenarios.PricesPerMwh(s)[i] - mean[i]) * (scenarios.PricesPerMwh(s)[j] - mean[j]));
        var deviations = Enumerable.Range(0, count).Select(i => Math.Sqrt(Covariance(i, i))).ToArray();
        var rows = Enumerable.Range(0, count).Select(i => (
            (i + 1).ToString(CultureInfo.InvariantCulture),
            (IReadOnlyList<double>)Enumerable.Range(0, count).Select(j => deviations[i] * deviations[j] > 0 ? Covariance(i, j) / (deviations[i] * deviations[j]) : double.NaN).ToArray())).ToArray();
        page.Heading("How intervals move together");
        page.Drawing(HeatMap.Draw("Correlation of the intervals over the scenarios", new CountAxis(1, count + 1, "Interval"), rows, "Correlation", "Interval"));
        page.Table(
            "Table", ["Interval", .. Enumerable.Range(1, count).Select(k => k.ToString(CultureInfo.InvariantCulture))],
            rows.Select(row => (IReadOnlyList<string>)[row.Item1, .. row.Item2.Select(value => SvgText.Value(value, 2))]));
    }
}
