using System.Globalization;
using Bess.Domain.Time;
using Bess.Scheduling.Checking;

namespace Bess.Cli.Commands.Optimize;

/// <summary>The plan checker's verdict as a part of a plan.</summary>
internal static class VerdictPart
{
    /// <summary>In a document.</summary>
    public static object Of(AuditVerdict audit, TimeGrid grid) => new
    {
        isAccepted = audit.IsAccepted,
        findings = audit.Findings.Select(finding => new
        {
            rule = finding.Rule,
            startUtc = finding.Step >= 0 && finding.Step < grid.Count ? UtcText.Of(grid.StartOf(finding.Step)) : null,
            subject = finding.Subject,
            actual = finding.Actual,
            limit = finding.Limit,
        }).ToArray(),
    };

    /// <summary>In a table.</summary>
    public static string Line(AuditVerdict audit) => audit.IsAccepted
        ? "checked: the plan holds\n"
        : string.Create(CultureInfo.InvariantCulture, $"checked: the plan does NOT hold, {audit.Findings.Count} findings, first {audit.Findings[0].Rule} in interval {audit.Findings[0].Step}\n");
}
