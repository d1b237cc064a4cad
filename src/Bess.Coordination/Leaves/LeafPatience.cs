namespace Bess.Coordination.Leaves;

/// <summary>How long a leaf waits for its agents.</summary>
/// <param name="Late">An iteration waits at least this long, and twice as long as half of the agents took, before an agent that is alive but slow is stood in for.</param>
/// <param name="Silent">An agent whose host does not answer, or whose answer cannot be done without, is waited for this long; then it is held to its last answer, or left out if it never gave one.</param>
/// <param name="StalenessLimit">Iterations in a row that a slow agent may be stood in for; then it is held.</param>
public sealed record LeafPatience(TimeSpan Late, TimeSpan Silent, int StalenessLimit);
