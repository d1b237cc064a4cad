using Bess.Domain;
using Bess.Domain.Time;
using Bess.Forecasting.Scenarios;

namespace Bess.Forecasting.Copula;

/// <summary>How the values of several markets at several times of day move together, apart from how each is distributed.</summary>
/// <remarks>
/// <para>
/// Gaussian copula over (market, wall-clock slot), as Pinson, Madsen, Nielsen, Papaefthymiou and Klöckl 2009 use it for wind: past values become
/// transforms u = F(x) of their forecasts, their ranks normal scores, and the correlation R of these is shrunk (<see cref="Shrinkage"/>) and made
/// positive definite. Successive days are linked by z_d = ρ z_{d−1} + √(1 − ρ²) ε_d with ε_d ~ N(0, R): each day keeps R, and the marginals
/// are kept whatever ρ is.
/// </para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class GaussianCopula
{
    private readonly double[,] _correlation;
    private readonly int[] _slots;

    private GaussianCopula(int[] slots, double[,] correlation, double dayLink, double shrinkage, int dayCount)
    {
        (_slots, _correlation) = (slots, correlation);
        (DayLink, Shrinkage, DayCount) = (dayLink, shrinkage, dayCount);
        Factor = CorrelationFactor.Of(correlation);
    }

    /// <summary>Slots a day of each market, in the order of the markets: 24 for hours, 96 for quarters.</summary>
    public IReadOnlyList<int> Slots => _slots;

    /// <summary>Number of (market, slot) pairs.</summary>
    public int Size => _correlation.GetLength(0);

    /// <summary>ρ of the link from day to day; −0.95 … 0.95.</summary>
    public double DayLink { get; }

    /// <summary>Share of the identity in the correlation, 0 … 1 (Ledoit and Wolf's δ).</summary>
    public double Shrinkage { get; }

    /// <summary>Number of past days learnt from; 0 when nothing was learnt.</summary>
    public int DayCount { get; }

    /// <summary>Lower triangle of the correlation.</summary>
    internal double[][] Factor { get; }

    /// <summary>Correlation of the normal scores of two (market, slot) pairs, counted market after market.</summary>
    /// <param name="i">0 … Size − 1.</param>
    /// <param name="j">0 … Size − 1.</param>
    public double Correlation(int i, int j) => _correlation[i, j];

    /// <summary>A copula of a known correlation.</summary>
    /// <param name="slots">Slots a day of each market.</param>
    /// <param name="correlation">Symmetric with diagonal 1, as wide as all slots together; lifted where it is not positive definite.</param>
    /// <param name="dayLink">ρ; in (−1, 1).</param>
    /// <exception cref="ArgumentException">When shapes or values do not fit.</exception>
    public static GaussianCopula Of(IReadOnlyList<int> slots, double[,] correlation, double dayLink)
    {
        ArgumentNullException.ThrowIfNull(slots);
        ArgumentNullException.ThrowIfNull(correlation);
        var size = slots.Sum();
        if (correlation.GetLength(0) != size || correlation.GetLength(1) != size)
            throw new ArgumentException($"Expected {size} × {size}, was {correlation.GetLength(0)} × {correlation.GetLength(1)}.", nameof(correlation));
        if (!(Math.Abs(dayLink) < 1))
            throw new ArgumentOutOfRangeException(nameof(dayLink), dayLink, "Expected a number in (−1, 1).");
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                if (correlation[i, j] != correlation[j, i] || !(Math.Abs(correlation[i, j]) <= 1) || (i == j && correlation[i, i] != 1))
                    throw new ArgumentException($"Expected a symmetric correlation with diagonal 1, was {correlation[i, j]} at ({i}, {j}).", nameof(correlation));
            }
        }

        return new GaussianCopula([.. slots], CorrelationFactor.Floored(correlation, new CopulaOptions().EigenvalueFloor), dayLink, 0, 0);
    }

    /// <summary>Learns from past forecasts and what came.</summary>
    /// <param name="markets">Past of each market; the order is that of the copula.</param>
    /// <param name="steps">Step in which each market is wanted; a divisor of the hour or of the day. Where the past has another one the correlation is carried over.</param>
    /// <param name="clock">Clock of the local days, the same for all markets.</param>
    /// <param name="knownAt">Instant of the decision: nothing decided or published later is used.</param>
    /// <param name="options">How it is learnt; null for the defaults.</param>
    /// <returns>The copula, or the fault that too few days have all values.</returns>
    public static Validated<GaussianCopula> Learn(
        IReadOnlyList<MarketPast> markets, IReadOnlyList<TimeSpan> steps, MarketClock clock, DateTimeOffset knownAt, CopulaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(clock);
        if (markets.Count == 0 || markets.Count != steps.Count)
            throw new ArgumentException($"Expected as many steps as markets and at least one, was {steps.Count} for {markets.Count}.", nameof(steps));
        var how = options ?? new CopulaOptions();
        how.Check();
        return CopulaPast.Of(markets, steps, clock, knownAt, how).Map(past =>
        {
            var shrunk = ShrunkCorrelation.Of(NormalScores.Of(past.First));
            int[] wanted = [.. steps.Select(DayShape.SlotCount)];
            var mapped = SlotMap.Apply(shrunk.Matrix, past.Slots, wanted, how.FinerSlotNoise);
            return new GaussianCopula(wanted, CorrelationFactor.Floored(mapped, how.EigenvalueFloor), LinkOf(past.Pairs), shrunk.Intensity, past.First.Count);
        });
    }

    private static double LinkOf(IReadOnlyList<(double[] Before, double[] After)> pairs)
    {
        var (product, before, after) = (0.0, 0.0, 0.0);
        foreach (var (left, right) in pairs)
        {
            for (var k = 0; k < left.Length; k++)
            {
                product += left[k] * right[k];
                before += left[k] * left[k];
                after += right[k] * right[k];
            }
        }

        return before > 0 && after > 0 ? Math.Clamp(product / Math.Sqrt(before * after), -0.95, 0.95) : 0;
    }
}
