using System.Globalization;
using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Sites;

/// <summary>Refuses sites that cannot be run.</summary>
internal static class SiteCheck
{
    private const double Rounding = 1e-9;

    public static List<Fault> Faults(SiteRequest request, BacktestRequest run)
    {
        var faults = new List<Fault>(RequestCheck.Faults(run));
        var site = request.Site;
        Require(SiteStrategies.Names.ContainsKey(request.Strategy), "strategy", $"one of {string.Join(", ", SiteStrategies.Names.Keys)}", $"'{request.Strategy}'");
        Number(site.ImportLimitMw, "site.importLimitMw");
        Number(site.ExportLimitMw, "site.exportLimitMw");
        Number(site.ImportFeePerMwh, "site.importFeePerMwh");
        Number(site.ExportFeePerMwh, "site.exportFeePerMwh");
        foreach (var (profile, name) in new[] { (site.Solar, "solar"), (site.Load, "load") })
        {
            Require(profile is null || request.Market.Series.ContainsKey(profile.Series), $"site.{name}.series", "a series of the zone", $"{profile?.Series}");
            Number(profile?.PeakMw ?? 0, $"site.{name}.peakMw");
            Require(profile is not { SeriesPeakMw: not > 0 }, $"site.{name}.seriesPeakMw", "a number > 0", $"{profile?.SeriesPeakMw}");
        }

        Require(
            !(site.Load?.PeakMw > site.ImportLimitMw), "site.load.peakMw", Text($"at most importLimitMw, {site.ImportLimitMw}"), Text($"{site.Load?.PeakMw}"));
        return faults;

        void Number(double value, string field) => Require(double.IsFinite(value) && value >= 0, field, "a number >= 0", Text($"{value}"));

        void Require(bool holds, string field, string expected, string actual)
        {
            if (!holds)
                faults.Add(new Fault("", field, expected, actual));
        }
    }

    /// <summary>A load that the connection cannot serve, whatever the battery does.</summary>
    public static Fault? Load(Site site, IReadOnlyList<SiteDay> days)
    {
        foreach (var day in days)
        {
            for (var t = 0; t < day.Grid.Count; t++)
            {
                if (day.LoadMw[t] > site.ImportLimitMw + Rounding)
                    return new Fault("", "site.load", Text($"at most importLimitMw, {site.ImportLimitMw}, in each step"), Text($"{day.LoadMw[t]:R} at {day.Grid.StartOf(t):O}"));
            }
        }

        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
