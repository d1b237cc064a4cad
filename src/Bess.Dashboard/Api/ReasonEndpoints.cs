using System.Globalization;
using Bess.Coordination.Desk;
using Bess.Coordination.Explaining;
using Bess.Coordination.Rounds;
using Bess.Scheduling.Explaining;

namespace Bess.Dashboard.Api;

/// <summary>Why a battery does what a round asks of it.</summary>
internal static class ReasonEndpoints
{
    private const string None = "none";
    private const string All = "all";

    public static void Map(ApiGroup api) => api.Map("GET", "/rounds/{id}/batteries/{battery}/reasons", Doors.Everybody, ReasonsAsync);

    private static async Task<IResult> ReasonsAsync(HttpContext http, IRoundDesk desk, ReasonQueue queue, string id, string battery)
    {
        var format = http.Request.Query["format"].ToString();
        if (format is not ("csv" or "json" or ""))
            return Problem.BadParameter("format", "csv or json", format);
        var (plan, problem) = await BatteryPlan.FindAsync(http, desk, id, battery);
        if (plan is null)
            return problem!;
        var asked = http.Request.Query["opposites"].ToString();
        if (!TryReadSteps(asked, plan.Schedule.Grid.Count, out var steps))
            return Problem.BadParameter("opposites", $"none, all, or a step from 0 to {plan.Schedule.Grid.Count - 1}", asked);
        var request = new RoundRequest { Id = id, Fleet = plan.Order.Fleet!, Scenarios = plan.Order.Scenarios, Coupling = plan.Order.Coupling, Options = plan.Order.Options };
        var options = new ExplanationOptions { OppositeSteps = steps, CancellationToken = http.RequestAborted };
        var told = await queue.RunAsync(() => RoundExplanation.Of(request, plan.Result, plan.Schedule.Agent, options), http.RequestAborted);
        if (!told.TryGet(out var explanation))
            return Problem.Of(told.Faults);
        return format == "csv"
            ? new Download("text/csv", $"reasons-{id}-{battery}.csv", ReasonFiles.Csv(explanation))
            : DocumentAnswer.Of(ReasonFiles.Document(plan, explanation));
    }

    private static bool TryReadSteps(string asked, int count, out IReadOnlyCollection<int>? steps)
    {
        steps = [];
        if (asked is "" or None)
            return true;
        if (asked is All)
        {
            steps = null;
            return true;
        }

        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var step) || step >= count)
            return false;
        steps = [step];
        return true;
    }
}
