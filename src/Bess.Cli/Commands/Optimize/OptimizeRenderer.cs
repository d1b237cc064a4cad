using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Cli.Commands.Why;
using Bess.Cli.Rendering;
using Bess.Cli.Runs;
using Bess.Domain.Json;
using Bess.Reports;
using Bess.Scheduling.Exclusivity;

namespace Bess.Cli.Commands.Optimize;

/// <summary>Shows a battery's plan.</summary>
internal static class OptimizeRenderer
{
    /// <summary>Done when the plan is proved; stopped when the search ended before.</summary>
    public static int CodeOf(OptimizeResult result) =>
        !result.Audit.IsAccepted ? ExitCode.NoFeasiblePlan : result.Plan.Status == ExclusiveStatus.Optimal ? ExitCode.Done : ExitCode.Stopped;

    public static void Render(OptimizeResult result, OutputFormat format, TextWriter output) => Rendered.Write(
        format, output, () => Document(result), () => SchedulesCsv.Write([result.Plan.Schedule], output), () => Table(result, output));

    private static object Document(OptimizeResult result) => new
    {
        kind = "plan",
        schemaVersion = BessJson.SchemaVersion,
        agent = result.Member.Battery.Id.Value,
        battery = JsonSerializer.Deserialize<JsonElement>(BatteryFile.ToJson(result.Member)),
        status = result.Plan.Status,
        currency = result.Prices.Scenarios.Currency.Code,
        horizon = HorizonDocument.Of(result.Plan.Schedule.Grid, result.Prices.Zone),
        scenarios = result.Prices.Scenarios.Count,
        expectedProfit = result.Plan.ExpectedProfit,
        conditionalValueAtRisk = result.Plan.ConditionalValueAtRisk,
        wearCost = result.Plan.WearCost,
        terminalValue = result.Plan.TerminalValue,
        cost = result.Plan.Cost,
        lowerBound = result.Plan.LowerBound,
        powerMw = result.Plan.Schedule.PowerMw.ToArray(),
        stateOfChargeMwh = result.Plan.Schedule.StateOfChargeMwh.ToArray(),
        verdict = VerdictPart.Of(result.Audit, result.Plan.Schedule.Grid),
        problem = PlanProblem.Document(result.Problem),
        notes = result.Prices.Notes,
    };

    private static void Table(OptimizeResult result, TextWriter output)
    {
        var (plan, currency) = (result.Plan, result.Prices.Scenarios.Currency.Code);
        var expected = result.Prices.Scenarios.ExpectedPricesPerMwh();
        output.Write($"{result.Member.Battery.Id}: {plan.Status}, {HorizonText.Of(plan.Schedule.Grid)}\n\n");
        foreach (var (label, amount) in new[]
        {
            ("expected profit, after wear", plan.ExpectedProfit), ("CVaR of loss", plan.ConditionalValueAtRisk), ("wear", plan.WearCost),
            ("value of energy left", plan.TerminalValue), ("cost (objective)", plan.Cost), ("lower bound", plan.LowerBound),
        })
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{label,-28} {amount,14:0.00} {currency}\n"));
        }

        output.Write($"\n{string.Join("  ", HorizonText.Columns(result.Prices.Zone)),-40} {"price/MWh",10} {"power MW",10} {"energy MWh",10}\n");
        for (var t = 0; t < plan.Schedule.Grid.Count; t++)
        {
            var when = string.Join("  ", HorizonText.Instants(plan.Schedule.Grid, t, result.Prices.Zone));
            var (power, energy) = (Rounded(plan.Schedule.PowerMw[t]), Rounded(plan.Schedule.StateOfChargeMwh[t]));
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{when,-40} {expected[t],10:0.00} {power,10:0.0000} {energy,10:0.0000}\n"));
        }

        output.Write(VerdictPart.Line(result.Audit));
        foreach (var note in result.Prices.Notes)
            output.Write($"note: {Printable.Line(note)}\n");
    }

    // Adding zero makes a rounded minus zero a plain one.
    private static double Rounded(double value) => Math.Round(value, 4) + 0.0;
}
