namespace Bess.Optimization.Aladin;

/// <summary>Figures of one iteration of a method with a fixed penalty: exchange ADMM, textbook ALADIN. Vectors have length K·T.</summary>
public sealed record PenaltyStep
{
    /// <summary>1 for the first answer.</summary>
    public required int Iteration { get; init; }

    /// <summary>True when gap and residual are below their tolerances.</summary>
    public required bool Converged { get; init; }

    /// <summary>False when the coupling problem could not be solved. Default true.</summary>
    public bool Solved { get; init; } = true;

    /// <summary>max |Σp − v| over the coupling's own copies v of the sums (ADMM: before and after the step).</summary>
    public required double Residual { get; init; }

    /// <summary>max |v⁺ − v|: how far ADMM's copy moved; max |s| in ALADIN: what its coupling problem could not move but by the slack.</summary>
    public required double Movement { get; init; }

    /// <summary>Value at the answered price, corrected to first order for the residual.</summary>
    public required double Value { get; init; }

    /// <summary>Σ f of the blocks.</summary>
    public required double Cost { get; init; }

    /// <summary>Best bound so far, from the blocks' own dual bounds.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Money that counts as 1: max(|Σf| once the residual is small, Σ|f|).</summary>
    public required double Scale { get; init; }

    /// <summary>Coupled sums Σ p.</summary>
    public required double[] Sums { get; init; }

    /// <summary>y that was answered.</summary>
    public required double[] Multipliers { get; init; }
}
