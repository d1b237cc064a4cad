using System.Globalization;
using Bess.Backtesting.Desk;

namespace Bess.Dashboard.Api;

/// <summary>What backtests give: the result, the days, the steps of a day, the report.</summary>
internal static class BacktestFileEndpoints
{
    private const string CsvType = "text/csv";
    private const string DayRule = "a date such as 2026-03-10";

    public static void Map(ApiGroup api)
    {
        api.Map("GET", "/backtests/{id}/result", Doors.Readers, (HttpContext http, string id) => Of(http, id, (desk, _) => desk.Result(id) is { } result ? new TaggedAnswer(result) : null));
        api.Map("GET", "/backtests/{id}/report", Doors.Readers, (HttpContext http, string id) => Of(http, id, (desk, _) => desk.Report(id) is { } page ? new ReportAnswer(page) : null));
        api.Map("GET", "/backtests/{id}/days", Doors.Readers, (HttpContext http, string id) => Of(http, id, (desk, isCsv) => Days(desk, id, isCsv)));
        api.Map("GET", "/backtests/{id}/steps", Doors.Readers, (HttpContext http, string id) => Of(http, id, (desk, isCsv) => Steps(http, desk, id, isCsv)));
    }

    private static IResult Of(HttpContext http, string id, Func<BacktestDesk, bool, IResult?> answer)
    {
        if (BacktestEndpoints.Desk(http) is not { } desk)
            return Problem.NoBacktests();
        var format = http.Request.Query["format"].ToString();
        if (format is not ("json" or "csv" or ""))
            return Problem.BadParameter("format", "json or csv", format);
        if (desk.Find(id) is not { } run)
            return BacktestEndpoints.Unknown(id);
        return answer(desk, format == "csv") ?? Problem.NoResult(run);
    }

    private static IResult? Days(BacktestDesk desk, string id, bool isCsv)
    {
        if (desk.Days(id) is not { } days)
            return null;
        return isCsv ? new Download(CsvType, $"days-{id}.csv", days.Csv(Csv.Text)) : new TaggedAnswer(BacktestDocuments.Of(days));
    }

    private static IResult? Steps(HttpContext http, BacktestDesk desk, string id, bool isCsv)
    {
        var text = http.Request.Query["day"].ToString();
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Problem.BadParameter("day", DayRule, text);
        if (desk.Find(id) is { State: DeskRunState.Failed })
            return null;
        if (desk.Steps(id, day) is not { } steps)
            return Problem.NotFound($"day {text} of backtest '{id}' that was run");
        return isCsv ? new Download(CsvType, $"steps-{id}-{text}.csv", steps.Csv(Csv.Text)) : new TaggedAnswer(BacktestDocuments.Of(steps));
    }
}
