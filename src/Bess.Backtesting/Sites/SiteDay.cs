using Bess.Backtesting.Markets;
using Bess.Domain.Time;

namespace Bess.Backtesting.Sites;

/// <summary>A day as it came: prices, sun and load on the grid of its day-ahead price; NaN is missing.</summary>
internal sealed record SiteDay(DateOnly Day, TimeGrid Grid, double[] PricePerMwh, double[] SolarMw, double[] LoadMw)
{
    /// <summary>Whether price, sun and load are all known: else nothing of the step is settled.</summary>
    public bool IsSettled(int step) =>
        double.IsFinite(PricePerMwh[step]) && double.IsFinite(SolarMw[step]) && double.IsFinite(LoadMw[step]);

    public static SiteDay Of(BacktestMarket market, DayPriceBook prices, Site site, DateOnly day)
    {
        var came = prices.Of(day);
        return new SiteDay(day, came.Grid, came.DayAheadPerMwh, Power(market, site.Solar, came.Grid), Power(market, site.Load, came.Grid));
    }

    private static double[] Power(BacktestMarket market, SiteProfile? profile, TimeGrid grid)
    {
        if (profile is null)
            return new double[grid.Count];
        var around = new DeliveryInterval(grid.Start - TimeSpan.FromDays(1), grid.End);
        return profile.Powers(market.Series[profile.Series].Within(around).On(grid), missing: double.NaN);
    }
}
