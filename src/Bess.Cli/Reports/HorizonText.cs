using System.Globalization;
using Bess.Domain.Time;

namespace Bess.Cli.Reports;

/// <summary>Horizons and instants in words.</summary>
internal static class HorizonText
{
    public static string Of(TimeGrid grid) => string.Create(
        CultureInfo.InvariantCulture,
        $"{UtcText.Of(grid.Start)} to {UtcText.Of(grid.End)} in {grid.Count} steps of {grid.Step.TotalMinutes} min");

    /// <summary>Titles of the columns that <see cref="Instants"/> fills.</summary>
    public static string[] Columns(BiddingZone? zone) => zone is null ? ["Start [UTC]"] : ["Start [UTC]", $"Start [{zone.Clock}]"];

    /// <summary>Start of an interval in UTC and, where the zone is known, in local time.</summary>
    public static string[] Instants(TimeGrid grid, int t, BiddingZone? zone)
    {
        var start = grid.StartOf(t);
        var utc = start.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return zone is null ? [utc] : [utc, zone.Clock.LocalTime(start).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)];
    }
}
