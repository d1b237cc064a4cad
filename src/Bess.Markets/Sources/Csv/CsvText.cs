using System.Globalization;
using Bess.Domain.Prices;
using Bess.Domain.Units;

namespace Bess.Markets.Sources.Csv;

/// <summary>How numbers, columns and leading comments are written, so that the readers read them back unchanged.</summary>
internal static class CsvText
{
    public static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    public static string PriceColumn(string stem, Currency currency) => $"{stem}_{currency.Code.ToLowerInvariant()}_per_mwh";

    /// <summary>One comment: <c># synthetic: …</c> or <c># source: …</c>.</summary>
    public static string Comment(Provenance provenance)
    {
        var key = provenance.Synthetic ? PriceCsvReader.SyntheticKey : "source";
        var detail = string.IsNullOrEmpty(provenance.Detail) ? "" : $" ({provenance.Detail})";
        return $"# {key}: {OneLine(provenance.Source + detail)}";
    }

    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    /// <summary>A cell, quoted where it must be.</summary>
    public static string Cell(string text) =>
        text.AsSpan().IndexOfAny(',', '"') >= 0 || text.StartsWith('#') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
