using System.Globalization;
using Bess.Domain.Time;

namespace Bess.Reports;

/// <summary>Horizons and instants in words.</summary>
public static class HorizonText
{
    /// <summary>A horizon: from, to, steps.</summary>
    /// <param name="grid">The horizon.</param>
    public static string Of(TimeGrid grid) => string.Create(
        CultureInfo.InvariantCulture,
        $"{UtcText.Of(grid.Start)} to {UtcText.Of(grid.End)} in {grid.Count} steps of {grid.Step.TotalMinutes} min");

    /// <summary>Titles of the columns that <see cref="Instants"/> fills.</summary>
    /// <param name="zone">The zone; null when unknown.</param>
    public static string[] Columns(BiddingZone? zone) => zone is null ? ["Start [UTC]"] : ["Start [UTC]", $"Start [{zone.Clock}]"];

    /// <summary>Start of an interval in UTC and, where the zone is known, in local time.</summary>
    /// <param name="grid">The horizon.</param>
    /// <param name="t">The interval.</param>
    /// <param name="zone">The zone; null when unknown.</param>
    public static string[] Instants(TimeGrid grid, int t, BiddingZone? zone)
    {
        var start = grid.StartOf(t);
        var utc = start.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return zone is null ? [utc] : [utc, zone.Clock.LocalTime(start).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)];
    }
}
