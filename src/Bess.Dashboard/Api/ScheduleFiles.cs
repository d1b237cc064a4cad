using System.Text;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Domain.Time;

namespace Bess.Dashboard.Api;

/// <summary>Schedules as text: CSV with the columns of a run folder, or one schedule document a line.</summary>
internal static class ScheduleFiles
{
    public static IEnumerable<string> Ndjson(RoundResult result) => result.Schedules.Select(schedule => Encoding.UTF8.GetString(ScheduleDocument.Write(schedule)) + "\n");

    public static IEnumerable<string> Csv(RoundResult result)
    {
        yield return "timestamp_utc,agent,power_mw,state_of_charge_mwh,outside_window\n";
        foreach (var schedule in result.Schedules)
        {
            var rows = new StringBuilder();
            var agent = Api.Csv.Text(schedule.Agent.Value);
            var outside = schedule.OutsideWindow.ToHashSet();
            for (var t = 0; t < schedule.Grid.Count; t++)
            {
                rows.Append(UtcText.Of(schedule.Grid.StartOf(t))).Append(',').Append(agent)
                    .Append(',').Append(Api.Csv.Number(schedule.PowerMw[t])).Append(',').Append(Api.Csv.Number(schedule.StateOfChargeMwh[t]))
                    .Append(',').Append(outside.Contains(t) ? '1' : '0').Append('\n');
            }

            yield return rows.ToString();
        }
    }
}
