namespace Bess.Scheduling.Checking;

/// <summary>What an audit found.</summary>
/// <param name="Findings">All breaches; empty for a good plan.</param>
public sealed record AuditVerdict(IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsAccepted => Findings.Count == 0;

    /// <summary>Whether a rule is among the broken ones.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Whether it is.</returns>
    public bool Breaks(AuditRule rule) => Findings.Any(finding => finding.Rule == rule);
}
