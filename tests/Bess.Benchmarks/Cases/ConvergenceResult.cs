using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Cases;

/// <summary>One instance of the convergence table, as it goes to JSON. Errors and gaps are over the money scale, residuals over the target's peak.</summary>
internal sealed record ConvergenceResult(
    CoordinationAlgorithm Algorithm,
    InstanceKind Kind,
    int Batteries,
    int Steps,
    int Seed,
    int? Coarse,
    int? Fine,
    int Iterations,
    StopReason Stop,
    double ReferenceValue,
    string Reference,
    bool IsReachable,
    double ReferenceSeconds,
    double PlanError,
    double CertifiedGap,
    double ValueError,
    double RelativeResidual,
    double RelativeViolation,
    double Seconds,
    double NumbersUp);
