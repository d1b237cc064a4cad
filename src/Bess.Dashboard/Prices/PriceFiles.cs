using System.Text;
using Bess.Coordination.Desk.Prices;
using Bess.Coordination.Remote.Documents;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Dashboard.Prices;

/// <summary>Kept prices as text, in the forms that can be uploaded.</summary>
/// <remarks>In CSV nothing that was sent in words can become a formula: a comment is one cell, a column has a plain name.</remarks>
internal static class PriceFiles
{
    public static IEnumerable<string> Json(KeptPrices kept) =>
        [Encoding.UTF8.GetString(kept.Series is { } series ? PriceSeriesDocument.Write(series) : ScenarioSetDocument.Write(kept.Scenarios!))];

    public static IEnumerable<string> Csv(KeptPrices kept) => kept.Series is { } series ? Lines(series) : Lines(kept.Scenarios!);

    private static IEnumerable<string> Lines(PriceSeries series)
    {
        yield return Comment(series.Provenance);
        yield return $"timestamp_utc,{Column(series)}\n";
        for (var i = 0; i < series.Grid.Count; i++)
            yield return $"{UtcText.Of(series.Grid.StartOf(i))},{Api.Csv.Number(series.PricesPerMwh[i])}\n";
    }

    private static IEnumerable<string> Lines(ScenarioSet scenarios)
    {
        yield return Comment(scenarios.Provenance);
        yield return $"# known_at: {UtcText.Of(scenarios.KnownAt)}\n";
        yield return $"scenario,probability,timestamp_utc,price_{scenarios.Currency.Code.ToLowerInvariant()}_per_mwh\n";
        for (var s = 0; s < scenarios.Count; s++)
        {
            var head = $"{Api.Csv.Number(s + 1L)},{Api.Csv.Number(scenarios.Probabilities[s])}";
            for (var t = 0; t < scenarios.Grid.Count; t++)
                yield return $"{head},{UtcText.Of(scenarios.Grid.StartOf(t))},{Api.Csv.Number(scenarios.PricesPerMwh(s)[t])}\n";
        }
    }

    private static string Comment(Provenance provenance)
    {
        var key = provenance.Synthetic ? "synthetic" : "source";
        var words = provenance with { Synthetic = false };
        var plain = string.Concat(words.ToString().Select(c => char.IsControl(c) || c is ',' or ';' or '"' ? ' ' : c));
        return $"# {key}: {plain}\n";
    }

    private static string Column(PriceSeries series)
    {
        var suffix = $"_{series.Currency.Code.ToLowerInvariant()}_per_mwh";
        var isPlain = series.Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && series.Name.Length > suffix.Length
            && char.IsAsciiLetter(series.Name[0]) && series.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_');
        return isPlain ? series.Name : "price" + suffix;
    }
}
