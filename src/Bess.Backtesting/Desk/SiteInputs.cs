using Bess.Backtesting.Markets;
using Bess.Backtesting.Sites;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Desk;

/// <summary>Puts a site into its zone: roof and load follow series of the market.</summary>
public static class SiteInputs
{
    /// <summary>The site of an order.</summary>
    /// <param name="file">What its file says.</param>
    /// <param name="market">The zone.</param>
    /// <returns>The site, or faults of its file.</returns>
    public static Validated<Site> Of(SiteFile file, BacktestMarket market)
    {
        var faults = new List<Fault>();
        var (solar, load) = (Profile(file.Solar, market, faults), Profile(file.Load, market, faults));
        return faults.Count > 0 ? Validated<Site>.FromFaults(faults) : Validated<Site>.FromValue(new Site
        {
            Plant = StoragePlant.From(file.Battery),
            ImportLimitMw = file.ImportLimitMw,
            ExportLimitMw = file.ExportLimitMw,
            ImportFeePerMwh = file.ImportFeePerMwh,
            ExportFeePerMwh = file.ExportFeePerMwh,
            Solar = solar,
            Load = load,
        });
    }

    private static SiteProfile? Profile(SiteFileProfile? profile, BacktestMarket market, List<Fault> faults)
    {
        if (profile is null)
            return null;
        var series = market.Series.Values.Where(IsPower).FirstOrDefault(one => one.Id.Name.Equals(profile.Series, StringComparison.OrdinalIgnoreCase));
        if (series is not null)
            return SiteProfile.Of(series, profile.PeakMw);
        var names = market.Series.Values.Where(IsPower).Select(one => one.Id.Name).Order(StringComparer.Ordinal).ToArray();
        faults.Add(profile.Origin.Fault(names.Length > 0 ? $"one of {string.Join(", ", names)}" : "a power series of the zone, there is none", $"'{profile.Series}'"));
        return null;
    }

    private static bool IsPower(ObservedSeries series)
    {
        foreach (var one in series.Observations)
        {
            if (one.Value > 0)
                return series.Id.Name.EndsWith("_mw", StringComparison.Ordinal);
        }

        return false;
    }
}
