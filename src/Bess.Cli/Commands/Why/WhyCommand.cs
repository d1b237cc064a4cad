using System.CommandLine;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Scheduling.Explaining;

namespace Bess.Cli.Commands.Why;

/// <summary><c>bess why</c>: says why a plan does what it does.</summary>
internal static class WhyCommand
{
    public static Command Create(CliContext context)
    {
        var plan = new Argument<string>("PLAN") { Description = "A plan as 'bess optimize --output json' prints it, or the folder of a run of 'bess coordinate'" };
        var battery = Options.Text("--battery", "Which battery of a run's folder [default: the only one]", "ID");
        var at = Options.Text("--at", "One interval: an instant in UTC (2026-03-10T17:00:00Z) or local time where the plan names a zone (2026-03-10T18:00) [default: one line per interval]", "TIME");
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("why", "Say why a plan does what it does: limits, shadow prices, break-even prices, the cost of the opposite. Exits 3 when the plan cannot be explained.")
        {
            plan, battery, at, output,
        };
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var path = context.Resolve(parsed.GetValue(plan)!);
            var read = Directory.Exists(path) ? RunPlan.Read(path, parsed.GetValue(battery), context.Host.Clock) : PlanQuestionFile.Read(path);
            var told = read.Bind(found => Explain(found, parsed.GetValue(at)));
            if (!told.TryGet(out var result))
                return context.Refuse(told.Faults, format);
            WhyRenderer.Render(result, format, context.Out);
            return result.Explanation.IsExplained ? ExitCode.Done : ExitCode.NoFeasiblePlan;
        });
        return command;
    }

    private static Validated<WhyResult> Explain(AskedPlan plan, string? at)
    {
        if (at is null)
            return plan.Explain(new ExplanationOptions()).Map(told => new WhyResult(told, plan.Zone, null));
        return PlanTime.StepOf(at, plan.Grid, plan.Zone)
            .Bind(step => plan.Explain(new ExplanationOptions { OppositeSteps = [step] }).Map(told => new WhyResult(told, plan.Zone, step)));
    }
}
