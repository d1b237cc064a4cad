namespace Bess.Scheduling.Checking;

/// <summary>One breach of a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Step">The step, or −1 for the whole plan.</param>
/// <param name="Actual">What was found, in the unit of the rule (MW, MWh).</param>
/// <param name="Limit">What is allowed.</param>
/// <param name="Subject">What it is about: a product, a list; may be empty.</param>
public readonly record struct AuditFinding(AuditRule Rule, int Step, double Actual, double Limit, string Subject);
