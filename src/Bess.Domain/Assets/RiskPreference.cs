using System.Globalization;

namespace Bess.Domain.Assets;

/// <summary>
/// How much an agent fears its worst outcomes: it maximises E[profit] − λ · CVaR_α(loss)
/// (Rockafellar and Uryasev 2000, Optimization of conditional value-at-risk, section 2).
/// </summary>
/// <remarks>
/// Both numbers have no unit. Default: λ = 0 and α = 0.05, which is <see cref="Neutral"/>. Equality is by value; immutable and
/// thread-safe.
/// </remarks>
public readonly record struct RiskPreference
{
    private const double DefaultTailShare = 0.05;

    // The default share is stored as zero, so that default(RiskPreference) is a legal value.
    private readonly double _tailShare;

    /// <summary>Creates a preference.</summary>
    /// <param name="lambda">Weight of the CVaR of loss against expected profit; finite, ≥ 0.</param>
    /// <param name="tailShare">Share α of worst outcomes that count, in (0, 1): the worst 5 % are 0.05.</param>
    /// <exception cref="ArgumentOutOfRangeException">When a number is outside its range.</exception>
    public RiskPreference(double lambda, double tailShare)
    {
        if (!(double.IsFinite(lambda) && lambda >= 0))
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "Expected a number >= 0.");
        if (!(tailShare is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(tailShare), tailShare, "Expected a number in (0, 1).");
        Lambda = lambda;
        _tailShare = tailShare == DefaultTailShare ? 0 : tailShare;
    }

    /// <summary>Weight λ of the CVaR of loss against expected profit; ≥ 0.</summary>
    public double Lambda { get; }

    /// <summary>Share α of worst outcomes that count; in (0, 1).</summary>
    public double TailShare => _tailShare == 0 ? DefaultTailShare : _tailShare;

    /// <summary>Indifferent to risk: λ = 0; the default value.</summary>
    public static RiskPreference Neutral => default;

    /// <summary>Both numbers in the invariant culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"lambda {Lambda}, tail share {TailShare}");
}
