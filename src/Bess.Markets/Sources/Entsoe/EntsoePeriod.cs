using System.Globalization;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Entsoe;

/// <summary>The values of one period of a time series, gaps of its curve filled as the curve type says.</summary>
/// <param name="Step">Length of a position.</param>
/// <param name="Values">Start, value and line of each position that has one, in order.</param>
/// <param name="Repeated">Positions that the publisher left out because they repeat the one before.</param>
/// <param name="Missing">Positions that are missing.</param>
internal sealed record EntsoePeriod(TimeSpan Step, IReadOnlyList<(DateTimeOffset Start, double Value, int Line)> Values, int Repeated, int Missing)
{
    /// <summary>Curve of blocks of one size: every position is there, else it is missing.</summary>
    public const string FixedBlocks = "A01";

    /// <summary>Curve of blocks of varying size: an omitted position repeats the one before, to the end of the period.</summary>
    public const string VaryingBlocks = "A03";

    /// <summary>Most positions of a period: a year in minutes.</summary>
    private const double MostPositions = 366 * 24 * 60;

    /// <summary>Reads a period, or null with faults.</summary>
    public static EntsoePeriod? Read(XmlNode period, string curve, string valueName, DocumentFaults faults)
    {
        var before = faults.Count;
        var interval = period.Require("timeInterval", "the interval");
        var start = interval?.Require("start", "an instant")?.Instant();
        var end = interval?.Require("end", "an instant")?.Instant();
        var step = period.Require("resolution", "a duration such as PT15M")?.Duration();
        if (start is null || end is null || step is null)
            return null;
        var positions = (end.Value - start.Value) / step.Value;
        if (positions < 1 || positions > MostPositions || positions != Math.Floor(positions))
        {
            faults.Add(
                interval!.Line, interval.Path, string.Create(CultureInfo.InvariantCulture, $"a whole number of steps of {step.Value.TotalMinutes} min"),
                string.Create(CultureInfo.InvariantCulture, $"{positions:0.###}"));
            return null;
        }

        var points = Points(period, (int)positions, valueName, faults);
        return faults.Count == before ? Fill(points, start.Value, step.Value, (int)positions, curve) : null;
    }

    private static List<(int Position, double Value, int Line)> Points(XmlNode period, int positions, string valueName, DocumentFaults faults)
    {
        var points = new List<(int Position, double Value, int Line)>();
        var before = faults.Count;
        foreach (var point in period.All("Point"))
        {
            var position = point.Require("position", "a position")?.Whole(1, positions);
            var value = point.Require(valueName, "a number")?.Number();
            if (position is null || value is null)
                continue;
            if (points.Count > 0 && position <= points[^1].Position)
            {
                faults.Add(
                    point.Line, $"{point.Path}.position", string.Create(CultureInfo.InvariantCulture, $"a position after {points[^1].Position}"),
                    string.Create(CultureInfo.InvariantCulture, $"{position}"));
            }
            else
            {
                points.Add((position.Value, value.Value, point.Line));
            }
        }

        if (points.Count == 0 && faults.Count == before)
            faults.Add(period.Line, $"{period.Path}.Point", "at least one point", "none");
        return points;
    }

    private static EntsoePeriod Fill(List<(int Position, double Value, int Line)> points, DateTimeOffset start, TimeSpan step, int positions, string curve)
    {
        var values = new List<(DateTimeOffset Start, double Value, int Line)>(positions);
        for (var i = 0; i < points.Count; i++)
        {
            var next = curve != VaryingBlocks ? points[i].Position + 1 : i + 1 < points.Count ? points[i + 1].Position : positions + 1;
            for (var position = points[i].Position; position < next; position++)
                values.Add((start + (step * (position - 1)), points[i].Value, points[i].Line));
        }

        return new EntsoePeriod(step, values, values.Count - points.Count, positions - values.Count);
    }
}
