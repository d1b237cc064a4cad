using System.Globalization;
using Bess.Cli.Inputs;
using Bess.Cli.Runs;
using Bess.Coordination.Explaining;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Schedules;
using Bess.Domain.Time;

namespace Bess.Cli.Commands.Why;

/// <summary>The plan of one battery in the folder of a coordinated run: inputs by its manifest, schedule and multipliers as written.</summary>
internal static class RunPlan
{
    private const int Columns = 5;

    /// <summary>Reads it.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="battery">Name of the battery; null for the only one.</param>
    /// <param name="clock">The clock.</param>
    public static Validated<AskedPlan> Read(string folder, string? battery, TimeProvider clock)
    {
        var read = Manifest.Read(folder);
        if (!read.TryGet(out var manifest))
            return Validated<AskedPlan>.FromFaults(read.Faults);
        Fault[] changed = [.. manifest.CheckInputs(), .. manifest.CheckOutputs()];
        if (changed.Length > 0)
            return Validated<AskedPlan>.FromFaults(changed);
        var loaded = RunCheck.Complete(manifest.Request with { DeadlineSeconds = null }).Bind(specification => RoundLoader.Load(specification, clock));
        var multipliers = WarmStartFile.Read(folder);
        if (!loaded.TryGet(out var round) || !multipliers.IsValid)
            return Validated<AskedPlan>.FromFaults([.. loaded.Faults, .. multipliers.Faults]);
        if (round.Order.Fleet is null)
            return Validated<AskedPlan>.FromFault(new Fault(ManifestDocument.FileName, "request.fleet", "a fleet; the batteries of this run are known to its server alone", "none"));
        var grid = round.Order.Scenarios.Grid;
        return Schedule(Path.Combine(folder, SchedulesCsv.FileName), round.Request, battery, grid).Map(schedule => new AskedPlan(
            grid, round.Zone, options => RoundExplanation.Of(round.Request, schedule, multipliers.Value.MultipliersPerMwh, options)));
    }

    private static Validated<Schedule> Schedule(string path, RoundRequest request, string? battery, TimeGrid grid)
    {
        var known = request.Fleet.Members.Select(member => member.Battery.Id.Value).ToArray();
        var name = battery ?? (known.Length == 1 ? known[0] : null);
        if (name is null || !known.Contains(name))
        {
            var some = string.Join(", ", known.Take(10)) + (known.Length > 10 ? " …" : "");
            return Validated<Schedule>.FromFault(Origin.CommandLine("--battery").Fault($"one of {some}", name is null ? "nothing" : $"'{name}'"));
        }

        // The hash of the file was compared with the manifest's, so these are the rows that were written.
        var rows = File.ReadLines(path).Select(line => line.Split(',')).Where(cells => cells.Length == Columns && cells[1] == name).ToArray();
        if (rows.Length != grid.Count)
        {
            return Validated<Schedule>.FromFault(new Fault(
                SchedulesCsv.FileName, name, string.Create(CultureInfo.InvariantCulture, $"{grid.Count} rows"), string.Create(CultureInfo.InvariantCulture, $"{rows.Length}")));
        }

        double[] Column(int k) => [.. rows.Select(cells => double.Parse(cells[k], CultureInfo.InvariantCulture))];
        var start = request.Fleet.Members.First(member => member.Battery.Id.Value == name).InitialEnergy.Mwh;
        int[] outside = [.. Enumerable.Range(0, rows.Length).Where(t => rows[t][4] == "1")];
        return Validated<Schedule>.FromValue(new Schedule(new AgentId(name), grid, Column(2), Column(3), start, outside));
    }
}
