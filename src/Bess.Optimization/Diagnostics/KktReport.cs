namespace Bess.Optimization.Diagnostics;

/// <summary>What the independent check found.</summary>
public sealed record KktReport
{
    /// <summary>Gets whether every claim of the result holds within the tolerance.</summary>
    public bool IsAccepted => Faults.Count == 0;

    /// <summary>Gets each claim that does not hold, in words; empty when accepted.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Gets the largest violation of a row or column bound.</summary>
    public double PrimalResidual { get; init; }

    /// <summary>Gets the primal residual [–], per row relative to 1 + the largest of |bound| and |a_ij x_j|.</summary>
    public double RelativePrimalResidual { get; init; }

    /// <summary>Gets the largest entry of |P x + q − Aᵀ y − z|.</summary>
    public double DualResidual { get; init; }

    /// <summary>Gets the dual residual [–], per column relative to 1 + the largest of |q_j|, |p_jk x_k|, |a_ij y_i|.</summary>
    public double RelativeDualResidual { get; init; }

    /// <summary>Gets the largest multiplier whose bound does not exist.</summary>
    public double SignResidual { get; init; }

    /// <summary>Gets the sum of |multiplier × distance from its bound| over rows and columns.</summary>
    public double Complementarity { get; init; }

    /// <summary>Gets <see cref="Complementarity"/> [–] relative to 1 + |objective|.</summary>
    public double RelativeComplementarity { get; init; }

    /// <summary>Gets |primal − dual objective|, both recomputed.</summary>
    public double Gap { get; init; }

    /// <summary>Gets the gap [–] relative to 1 + min(|primal|, |dual objective|).</summary>
    public double RelativeGap { get; init; }

    /// <summary>Gets the primal objective, recomputed.</summary>
    public double PrimalObjective { get; init; }

    /// <summary>Gets the dual objective, recomputed.</summary>
    public double DualObjective { get; init; }

    /// <summary>Gets what is left of the certificate's equations relative to what it proves [–]; NaN without a certificate.</summary>
    public double CertificateResidual { get; init; } = double.NaN;
}
