using System.Text.Json;
using Bess.Cli.Inputs;
using Bess.Coordination.Rounds;
using Bess.Domain.Json;
using Bess.Reports;

namespace Bess.Cli.Runs;

/// <summary>Writes everything that a coordinated run leaves.</summary>
internal static class RunWriter
{
    /// <summary>Writes all files and gives the folder its name.</summary>
    /// <param name="folder">The begun folder.</param>
    /// <param name="round">The run's inputs.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="startedAt">When it began.</param>
    /// <param name="withReport">Whether report.html is written too.</param>
    public static void Write(RunFolder folder, LoadedRound round, RoundResult result, DateTimeOffset startedAt, bool withReport)
    {
        var grid = round.Order.Scenarios.Grid;
        folder.Write(SchedulesCsv.FileName, writer => SchedulesCsv.Write(result.Schedules, writer));
        folder.Write(TraceNdjson.FileName, writer => TraceNdjson.Write(result.Trace, writer));
        folder.Write(CouplingCsv.FileName, writer => CouplingCsv.Write(result, grid, round.Order.Scenarios.Currency, writer));
        folder.Write(ResultDocument.FileName, writer =>
            writer.WriteLine(JsonSerializer.Serialize(ResultDocument.Of(round, result), BessJson.Indented)));
        if (withReport)
            folder.Write(RoundReport.FileName, writer => RoundReport.Write(round.Reported, result, writer));
        var manifest = ManifestDocument.Write(round, result, folder.Files, folder.Target, startedAt);
        folder.Write(ManifestDocument.FileName, writer => writer.WriteLine(manifest));
        folder.Commit();
    }
}
