using System.CommandLine;
using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Scheduling.Checking;

namespace Bess.Cli.Commands.Verify;

/// <summary><c>bess verify</c>: checks a plan or a ledger by code that shares nothing with what made it.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliContext context)
    {
        var path = new Argument<string>("PLAN|LEDGER")
        {
            Description = "A plan as 'bess optimize --output json' prints it, a plan claim, a ledger.ndjson, or the folder of a backtest",
        };
        var battery = Options.Text("--battery", "The battery of a plan that does not hold it: a fleet file with one battery, or the battery object alone", "FILE");
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("verify", "Check a plan or a ledger, independently of what made it. Exits 3 when something is found.") { path, battery, output };
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var file = context.Resolve(parsed.GetValue(path)!);
            var given = parsed.GetValue(battery) is { } name ? BatteryFile.Read(context.Resolve(name)) : null;
            if (given is { IsValid: false })
                return context.Refuse(given.Faults, format);
            var checkedInput = IsLedger(file) ? LedgerInput.Check(file) : Plan(file, given?.Value);
            if (!checkedInput.TryGet(out var verdict))
                return context.Refuse(checkedInput.Faults, format);
            VerdictRenderer.Render(verdict, format, context.Out);
            return verdict.IsAccepted ? ExitCode.Done : ExitCode.NoFeasiblePlan;
        });
        return command;
    }

    private static bool IsLedger(string path) => Directory.Exists(path) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    private static Validated<CheckedInput> Plan(string path, FleetMember? battery) =>
        PlanClaimFile.Read(path, battery).Map(claims => CheckedInput.Of(
            claims[0], new AuditVerdict([.. claims.SelectMany((claim, k) => PlanAudit.Check(claim).Findings.Select(finding => k == 0 ? finding : finding with { Subject = Scenario(k, finding.Subject) }))])));

    private static string Scenario(int number, string subject) =>
        string.Create(CultureInfo.InvariantCulture, $"scenario {number - 1}{(subject.Length > 0 ? ", " : "")}{subject}");
}
