namespace Bess.Benchmarks.Kernel;

/// <summary>One shape measured.</summary>
internal sealed record KernelResult(
    int Steps,
    int Scenarios,
    Repeats Kernel,
    Repeats Warm,
    Repeats Answer,
    int Iterations,
    int WarmIterations,
    double? AnchorMs,
    double RelativePrimalResidual,
    double RelativeDualResidual,
    double RelativeGap,
    bool IsAccepted,
    IReadOnlyList<KernelResult.RivalTime> Rivals)
{
    /// <summary>One rival on this shape; the value error is the kernel's objective against the rival's.</summary>
    internal sealed record RivalTime(string Name, Repeats Time, int Iterations, string Status, double ValueError, double LeastRatio);
}
