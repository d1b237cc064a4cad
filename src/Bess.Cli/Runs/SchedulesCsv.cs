using System.Globalization;
using Bess.Domain.Schedules;
using Bess.Domain.Time;

namespace Bess.Cli.Runs;

/// <summary>schedules.csv: one row an agent and interval; power &gt; 0 is discharge, the state of charge is that after the interval.</summary>
internal static class SchedulesCsv
{
    public const string FileName = "schedules.csv";

    public static void Write(IReadOnlyList<Schedule> schedules, TextWriter writer)
    {
        writer.Write("timestamp_utc,agent,power_mw,state_of_charge_mwh,outside_window\n");
        foreach (var schedule in schedules)
        {
            for (var t = 0; t < schedule.Grid.Count; t++)
            {
                var outside = schedule.OutsideWindow.Contains(t) ? 1 : 0;
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{UtcText.Of(schedule.Grid.StartOf(t))},{schedule.Agent},{schedule.PowerMw[t]:R},{schedule.StateOfChargeMwh[t]:R},{outside}\n"));
            }
        }
    }
}
