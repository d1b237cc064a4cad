using System.Globalization;
using Bess.Domain.Time;
using Bess.Scheduling.Checking;

namespace Bess.Cli.Commands.Verify;

/// <summary>What a check found.</summary>
/// <param name="Input">What was checked: plan or ledger.</param>
/// <param name="Words">A few words on it.</param>
/// <param name="Findings">Everything that is wrong; empty for a good one.</param>
internal sealed record CheckedInput(string Input, string Words, IReadOnlyList<CheckFinding> Findings)
{
    public bool IsAccepted => Findings.Count == 0;

    /// <summary>The verdict on a plan.</summary>
    public static CheckedInput Of(PlanClaim claim, AuditVerdict verdict) => new(
        "plan",
        string.Create(CultureInfo.InvariantCulture, $"{claim.Battery.Id}, {claim.Grid.Count} steps from {UtcText.Of(claim.Grid.Start)}, {claim.Reserves.Count} reserve products"),
        [
            .. verdict.Findings.Select(finding => new CheckFinding(
                finding.Rule.ToString(), finding.Step < 0 || finding.Step >= claim.Grid.Count ? null : UtcText.Of(claim.Grid.StartOf(finding.Step)),
                finding.Step < 0 ? null : finding.Step, Text(finding.Actual), Text(finding.Limit), finding.Subject)),
        ]);

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Rule">Name of the broken rule.</param>
/// <param name="At">Start of the step, or the day; null for the whole.</param>
/// <param name="Step">Step of a plan, or number of the entry of a ledger; null for the whole.</param>
/// <param name="Actual">What was found.</param>
/// <param name="Limit">What is allowed or expected.</param>
/// <param name="Subject">What it is about; may be empty.</param>
internal sealed record CheckFinding(string Rule, string? At, int? Step, string Actual, string Limit, string Subject);
