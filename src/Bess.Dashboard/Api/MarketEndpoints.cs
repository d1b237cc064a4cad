using Bess.Backtesting.Desk;

namespace Bess.Dashboard.Api;

/// <summary>The zones that backtests can run on.</summary>
internal static class MarketEndpoints
{
    public static void Map(ApiGroup api) => api.Map("GET", "/markets", Doors.Readers, ListAsync);

    private static async Task<IResult> ListAsync(HttpContext http)
    {
        if (http.RequestServices.GetService<BacktestDesk>() is not { } desk)
            return Problem.NoBacktests();
        if (PageOfList.Read(http.Request.Query, out var problem) is not { } page)
            return problem!;
        var (names, next) = page.Of(desk.Markets.Names(), name => name);
        // Zones that are read for the first time take a moment each.
        var zones = await Task.Run(() => names.Select(desk.Markets.Find).OfType<ZoneListing>().ToArray(), http.RequestAborted);
        return new TaggedAnswer(BacktestDocuments.Markets(desk.Markets, desk.Limits, zones, next));
    }
}
