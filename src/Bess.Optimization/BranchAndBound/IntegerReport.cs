namespace Bess.Optimization.BranchAndBound;

/// <summary>What the independent check of a mixed-integer answer found.</summary>
public sealed record IntegerReport
{
    /// <summary>Gets whether every claim holds within the tolerance.</summary>
    public bool IsAccepted => Faults.Count == 0;

    /// <summary>Gets each claim that does not hold, in words; empty when accepted.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Gets the largest distance of an integer column from an integer.</summary>
    public double Integrality { get; init; }

    /// <summary>Gets the largest violation of a row or column bound.</summary>
    public double PrimalResidual { get; init; }

    /// <summary>Gets the primal residual [–], relative as in <see cref="Diagnostics.KktReport"/>.</summary>
    public double RelativePrimalResidual { get; init; }

    /// <summary>Gets the objective, recomputed; NaN without a point.</summary>
    public double Objective { get; init; } = double.NaN;
}
