namespace Bess.Forecasting.Copula;

/// <summary>How a copula is learnt.</summary>
public sealed record CopulaOptions
{
    /// <summary>Seed of the spread of transforms over atoms. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Least number of past days with all values of all markets; ≥ 3. Default: 20.</summary>
    public int MinimumDays { get; init; } = 20;

    /// <summary>Least eigenvalue of the correlation; in (0, 1). Default: 1e-4.</summary>
    public double EigenvalueFloor { get; init; } = 1e-4;

    /// <summary>Share of own noise of slots that are finer than those learnt; in [0, 1). Default: 0.05, an assumption: learn from the finer step where there is one.</summary>
    public double FinerSlotNoise { get; init; } = 0.05;

    /// <summary>Throws unless everything is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumDays, 3);
        if (!(EigenvalueFloor > 0 && EigenvalueFloor < 1))
            throw new ArgumentOutOfRangeException(nameof(EigenvalueFloor), EigenvalueFloor, "Expected a number in (0, 1).");
        if (!(FinerSlotNoise >= 0 && FinerSlotNoise < 1))
            throw new ArgumentOutOfRangeException(nameof(FinerSlotNoise), FinerSlotNoise, "Expected a number in [0, 1).");
    }
}
