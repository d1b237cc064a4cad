namespace Bess.Optimization.Aladin;

/// <summary>One block's answer.</summary>
/// <param name="Plan">p, length T; not copied, must not change later.</param>
/// <param name="Cost">f(p).</param>
/// <param name="Constraints">Constraints that the block takes part in.</param>
public sealed record DantzigWolfeColumn(double[] Plan, double Cost, IReadOnlyList<int> Constraints);
