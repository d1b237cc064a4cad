using System.Globalization;
using System.Text;
using Bess.Coordination.Desk;
using Bess.Reports;

namespace Bess.Dashboard.Api;

/// <summary>The report of a round, where the server knows its order.</summary>
internal static class RoundReportEndpoint
{
    public static void Map(ApiGroup api) => api.Map("GET", "/rounds/{id}/report", Doors.Readers, ReportAsync);

    private static async Task<IResult> ReportAsync(HttpContext http, IRoundDesk desk, string id)
    {
        if (desk is not IDeskDirectory directory)
            return Problem.NoDirectory();
        if (await desk.ResultAsync(id, http.RequestAborted) is not { } result)
            return await desk.RoundAsync(id, http.RequestAborted) is { } view ? Problem.NoResult(view) : Problem.NotFound($"round '{id}'");
        if (await directory.OrderAsync(id, http.RequestAborted) is not { } order)
            return Problem.NotFound($"order of round '{id}'");
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        RoundReport.Write(new ReportedRound(order, Zone: null, Notes: []), result, writer);
        return new ReportAnswer(Encoding.UTF8.GetBytes(writer.ToString()));
    }
}
