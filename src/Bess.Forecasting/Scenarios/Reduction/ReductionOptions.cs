namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>How scenarios are reduced.</summary>
public sealed record ReductionOptions
{
    /// <summary>Number of scenarios that stay; ≥ 1. As many as there are or more keeps all. Default: 20.</summary>
    public int To { get; init; } = 20;

    /// <summary>Order r of the Wasserstein distance that is made small: 1 or 2. Default: 2.</summary>
    public int Order { get; init; } = 2;

    /// <summary>How they are chosen. Default: k-medoids.</summary>
    public ReductionMethod Method { get; init; }

    /// <summary>
    /// What of the full set the reduced one is given back. Default: what simple plans earn, which takes the markets in the order in which they close: a position of one is
    /// closed in a later one.
    /// </summary>
    public MomentMatch Match { get; init; } = MomentMatch.PlanEarnings;

    /// <summary>Share of the worst outcomes that the plans of <see cref="MomentMatch.PlanEarnings"/> shun, the α of CVaR; in (0, 1]. Default: 0.05.</summary>
    public double TailShare { get; init; } = 0.05;

    /// <summary>Seed of the random starts of k-medoids and of the plans. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Random starts of k-medoids besides forward selection; ≥ 0. Default: 4.</summary>
    public int RandomStarts { get; init; } = 4;

    /// <summary>
    /// Weight of each market in the distance, ≥ 0 and one of them &gt; 0; null for 1 each, right where all are in one currency per MWh.
    /// </summary>
    public IReadOnlyList<double>? MarketWeights { get; init; }

    /// <summary>Throws unless everything is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(To, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(RandomStarts);
        if (Order is not (1 or 2))
            throw new ArgumentOutOfRangeException(nameof(Order), Order, "Expected 1 or 2.");
        if (!(TailShare is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(TailShare), TailShare, "Expected a share in (0, 1].");
        if (!Enum.IsDefined(Method))
            throw new ArgumentOutOfRangeException(nameof(Method), Method, "Expected a defined method.");
        if (!Enum.IsDefined(Match))
            throw new ArgumentOutOfRangeException(nameof(Match), Match, "Expected a defined match.");
    }
}
