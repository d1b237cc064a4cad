using System.Globalization;
using Bess.Cli.Rendering;
using Bess.Domain.Time;
using Bess.Markets.Store.Coverage;

namespace Bess.Cli.Commands.Data;

/// <summary>How coverage is told.</summary>
internal static class Gaps
{
    private const int Shown = 20;

    public static string Share(CoverageReport coverage) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(coverage.Share * 1e4) / 100:0.##} %");

    /// <summary>The gaps for people, one a line.</summary>
    public static void Write(CoverageReport coverage, TextWriter writer)
    {
        foreach (var gap in coverage.Missing.Take(Shown))
            writer.WriteLine(Printable.Line(string.Create(CultureInfo.InvariantCulture, $"  missing {gap}, {gap.Length.TotalHours:0.##} h")));
        if (coverage.Missing.Count > Shown)
            writer.WriteLine($"  and {coverage.Missing.Count - Shown} more gaps; --output json has all");
    }

    /// <summary>The gaps for programs.</summary>
    public static IReadOnlyList<object> Of(IEnumerable<DeliveryInterval> gaps) =>
        [.. gaps.Select(gap => new { start = UtcText.Of(gap.Start), end = UtcText.Of(gap.End) })];
}
