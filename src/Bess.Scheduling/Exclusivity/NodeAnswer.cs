namespace Bess.Scheduling.Exclusivity;

/// <summary>What a relaxation says of a node.</summary>
/// <param name="Outcome">Solved, infeasible or unknown.</param>
/// <param name="Bound">Lower bound of the objective; −∞ when unknown.</param>
/// <param name="PowerMw">p of the relaxation.</param>
/// <param name="OverlapMw">min(c, d).</param>
internal sealed record NodeAnswer(NodeOutcome Outcome, double Bound, double[] PowerMw, double[] OverlapMw)
{
    public static NodeAnswer Infeasible { get; } = new(NodeOutcome.Infeasible, double.PositiveInfinity, [], []);

    public static NodeAnswer Unknown { get; } = new(NodeOutcome.Unknown, double.NegativeInfinity, [], []);
}
