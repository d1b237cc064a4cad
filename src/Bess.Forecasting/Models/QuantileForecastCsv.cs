using System.Globalization;
using System.Text;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Features;

namespace Bess.Forecasting.Models;

/// <summary>Forecasts of whole local days in hours as comma-separated values: <c>timestamp_utc,q0.1,…</c>, one row an interval, every digit kept.</summary>
public static class QuantileForecastCsv
{
    private const string TimeColumn = "timestamp_utc";

    /// <summary>Writes forecasts of one series and one set of levels.</summary>
    /// <param name="forecasts">The forecasts, day after day.</param>
    /// <returns>The text.</returns>
    public static string Write(IReadOnlyList<QuantileForecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        var text = new StringBuilder();
        foreach (var forecast in forecasts)
        {
            if (text.Length == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"# {forecast.Series} quantiles; {forecast.Provenance}\n# decided_at: {UtcText.Of(forecast.DecidedAt)}\n{TimeColumn}");
                foreach (var level in forecast.Levels)
                    text.Append(CultureInfo.InvariantCulture, $",q{level:R}");
                text.Append('\n');
            }

            for (var t = 0; t < forecast.Grid.Count; t++)
            {
                text.Append(UtcText.Of(forecast.Grid.StartOf(t)));
                foreach (var quantile in forecast.At(t))
                    text.Append(CultureInfo.InvariantCulture, $",{quantile:R}");
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; a day that is not whole is a fault.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it was read, for faults and provenance; no path of one machine.</param>
    /// <param name="series">What was forecast.</param>
    /// <param name="decision">When each day was forecast.</param>
    /// <param name="isSynthetic">Whether the data behind it was made up.</param>
    /// <returns>The forecasts in order, or the first fault.</returns>
    public static Validated<IReadOnlyList<QuantileForecast>> Read(string text, string source, SeriesId series, DecisionRule decision, bool isSynthetic)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(decision);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToArray();
        if (lines.Length == 0 || Levels(lines[0]) is not { } levels)
            return Refuse(source, "header", $"{TimeColumn} and quantiles", lines.Length == 0 ? "nothing" : lines[0]);
        var rows = new SortedDictionary<DateTimeOffset, double[]>();
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            if (cells.Length != levels.Length + 1 || !UtcText.TryParse(cells[0], out var start) || Numbers(cells.AsSpan(1)) is not { } numbers)
                return Refuse(source, "row", $"an instant and {levels.Length} numbers", line);
            rows[start] = numbers;
        }

        var forecasts = new List<QuantileForecast>();
        foreach (var day in rows.Keys.GroupBy(decision.Clock.LocalDate))
        {
            var grid = decision.Clock.Day(day.Key, TimeSpan.FromHours(1));
            if (day.Count() != grid.Count || grid.Start != day.First())
                return Refuse(source, day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{grid.Count} hours", $"{day.Count()}");
            forecasts.Add(new QuantileForecast(
                series, grid, levels, day.SelectMany(start => rows[start]).ToArray(), decision.DecisionOn(day.Key), new Provenance(source, "read again", isSynthetic)));
        }

        return Validated<IReadOnlyList<QuantileForecast>>.FromValue(forecasts);
    }

    private static double[]? Levels(string header)
    {
        var cells = header.Split(',');
        return cells.Length > 1 && cells[0] == TimeColumn && cells.Skip(1).All(cell => cell.StartsWith('q'))
            ? Numbers([.. cells.Skip(1).Select(cell => cell[1..])])
            : null;
    }

    private static double[]? Numbers(ReadOnlySpan<string> cells)
    {
        var numbers = new double[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            if (!double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return numbers;
    }

    private static Validated<IReadOnlyList<QuantileForecast>> Refuse(string source, string field, string expected, string actual) =>
        Validated<IReadOnlyList<QuantileForecast>>.FromFault(new Fault(source, field, expected, actual));
}
