using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;

namespace Bess.Dashboard.Api;

/// <summary>Traces and schedules as files.</summary>
internal static class DownloadEndpoints
{
    private const string CsvType = "text/csv";
    private const string NdjsonType = "application/x-ndjson";

    public static void Map(ApiGroup api)
    {
        api.Map("GET", "/rounds/{id}/trace", Doors.Readers, (HttpContext http, IRoundDesk desk, string id) => AnswerAsync(http, desk, id, "trace", TraceFiles.Ndjson, TraceFiles.Csv));
        api.Map("GET", "/rounds/{id}/schedules", Doors.Readers, (HttpContext http, IRoundDesk desk, string id) => AnswerAsync(http, desk, id, "schedules", ScheduleFiles.Ndjson, ScheduleFiles.Csv));
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, IRoundDesk desk, string id, string what, Func<RoundResult, IEnumerable<string>> ndjson, Func<RoundResult, IEnumerable<string>> csv)
    {
        var format = http.Request.Query["format"].ToString();
        if (format is not ("ndjson" or "csv" or ""))
            return Problem.BadParameter("format", "ndjson or csv", format);
        if (await desk.ResultAsync(id, http.RequestAborted) is not { } result)
            return await desk.RoundAsync(id, http.RequestAborted) is { } view ? Problem.NoResult(view) : Problem.NotFound($"round '{id}'");
        return format == "csv"
            ? new Download(CsvType, $"{what}-{id}.csv", csv(result))
            : new Download(NdjsonType, $"{what}-{id}.ndjson", ndjson(result));
    }
}
