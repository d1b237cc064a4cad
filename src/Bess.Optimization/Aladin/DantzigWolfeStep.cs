namespace Bess.Optimization.Aladin;

/// <summary>Figures of one Dantzig-Wolfe iteration. Vectors have length K·T.</summary>
public sealed record DantzigWolfeStep
{
    /// <summary>1 for the first column.</summary>
    public required int Iteration { get; init; }

    /// <summary>True when the master's value is within tolerance of the best bound.</summary>
    public required bool Converged { get; init; }

    /// <summary>False when the master could not be solved.</summary>
    public required bool Solved { get; init; }

    /// <summary>Σ f of the mix.</summary>
    public required double Cost { get; init; }

    /// <summary>Cost of the mix with the price of leaving the bands: an upper bound.</summary>
    public required double UpperBound { get; init; }

    /// <summary>Best bound so far: Σ of local bounds minus the support of the coupling set.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Money that counts as 1: max(|upper bound|, Σ|f| of the mix).</summary>
    public required double Scale { get; init; }

    /// <summary>max |y⁺ − y| of the next price.</summary>
    public required double PriceStep { get; init; }

    /// <summary>Coupled sums of the mix.</summary>
    public required double[] Sums { get; init; }

    /// <summary>The master's multipliers.</summary>
    public required double[] Multipliers { get; init; }

    /// <summary>Mix per block, nonnegative, adding up to 1: [block][column].</summary>
    public required double[][] Weights { get; init; }
}
