namespace Bess.Optimization.Aladin;

/// <summary>The coupling set's own smoothed answers: three virtual blocks a row (band b, surplus e⁺, shortfall e⁻), in closed form.</summary>
/// <remarks>
/// Each minimises its cost − y·x with a log barrier and the proximal term of its previous Hessian, exactly as a real block does;
/// being scalar, the first two are roots of quadratics and the band is a safeguarded Newton iteration. All vectors have length K·T.
/// </remarks>
internal sealed class CouplingBarrier
{
    private readonly CouplingSet _set;
    private readonly int _rows;
    private bool _warm;
    private double _mu;

    public CouplingBarrier(CouplingSet set)
    {
        _set = set;
        _rows = set.Rows;
        Band = New();
        Surplus = New();
        Shortfall = New();
        BandResponse = New();
        SurplusResponse = New();
        ShortfallResponse = New();
        BandPrice = New();
        SurplusMargin = New();
        ShortfallMargin = New();
        BandDerivative = New();
        BandCenter = New();
        SurplusCenter = New();
        ShortfallCenter = New();
        Terms = 2L * _rows;
        for (var i = 0; i < _rows; i++)
        {
            Terms += IsBand(i) ? 2 : 0;
        }

        double[] New() => new double[_rows];
    }

    public long Terms { get; }

    /// <summary>b, e⁺, e⁻.</summary>
    public double[] Band { get; private set; }

    public double[] Surplus { get; private set; }

    public double[] Shortfall { get; private set; }

    private double[] BandResponse { get; set; }

    private double[] SurplusResponse { get; set; }

    private double[] ShortfallResponse { get; set; }

    private double[] BandPrice { get; set; }

    private double[] SurplusMargin { get; set; }

    private double[] ShortfallMargin { get; set; }

    private double[] BandDerivative { get; set; }

    private double[] BandCenter { get; set; }

    private double[] SurplusCenter { get; set; }

    private double[] ShortfallCenter { get; set; }

    private bool IsBand(int i) => _set.Upper[i] > _set.Lower[i];

    /// <summary>Answers the price y at μ.</summary>
    public void Respond(double[] y, double mu)
    {
        for (var i = 0; i < _rows; i++)
        {
            Band[i] = IsBand(i) ? BandOf(i, y[i], mu) : _set.Lower[i];
            (Surplus[i], Shortfall[i]) = (Slack(i, _set.SurplusPrice[i], y[i], mu, SurplusResponse[i], SurplusCenter[i], upper: true), Slack(i, _set.ShortfallPrice[i], -y[i], mu, ShortfallResponse[i], ShortfallCenter[i], upper: false));
        }

        for (var i = 0; i < _rows; i++)
        {
            SurplusResponse[i] = Surplus[i] * Surplus[i] / mu;
            ShortfallResponse[i] = Shortfall[i] * Shortfall[i] / mu;
            SurplusMargin[i] = _set.SurplusPrice[i] - (mu / Surplus[i]);
            ShortfallMargin[i] = -_set.ShortfallPrice[i] + (mu / Shortfall[i]);
            if (IsBand(i))
            {
                double below = Band[i] - _set.Lower[i], above = _set.Upper[i] - Band[i];
                BandResponse[i] = 1 / ((mu / (below * below)) + (mu / (above * above)));
                BandPrice[i] = (-mu / below) + (mu / above);
                BandDerivative[i] = ((1 / below) - (1 / above)) * BandResponse[i];
            }
        }

        _warm = true;
        _mu = mu;
    }

    /// <summary>v = b + e⁺ − e⁻.</summary>
    public double Value(int i) => Band[i] + Surplus[i] - Shortfall[i];

    /// <summary>dv/dy.</summary>
    public double Response(int i) => BandResponse[i] + SurplusResponse[i] + ShortfallResponse[i];

    /// <summary>dv/dμ at a fixed price.</summary>
    public double BarrierDerivative(int i) => BandDerivative[i] + ((Surplus[i] - Shortfall[i]) / _mu);

    /// <summary>Σ A_j (y_j − y): what the virtual blocks' own prices differ from the broadcast one.</summary>
    public double PriceShift(int i, double y) =>
        (IsBand(i) ? BandResponse[i] * (BandPrice[i] - y) : 0) + (SurplusResponse[i] * (SurplusMargin[i] - y)) + (ShortfallResponse[i] * (ShortfallMargin[i] - y));

    /// <summary>Squared Newton decrement of row i's worst virtual block against a price.</summary>
    public double Decrement(int i, double y, double mu) =>
        Math.Max(
            IsBand(i) ? Squared(BandResponse[i], y - BandPrice[i], mu) : 0,
            Math.Max(Squared(SurplusResponse[i], y - SurplusMargin[i], mu), Squared(ShortfallResponse[i], y - ShortfallMargin[i], mu)));

    /// <summary>Σ κ⁺ e⁺ + κ⁻ e⁻ of the virtual blocks.</summary>
    public double Cost()
    {
        var cost = 0.0;
        for (var i = 0; i < _rows; i++)
        {
            cost += (_set.SurplusPrice[i] * Surplus[i]) + (_set.ShortfallPrice[i] * Shortfall[i]);
        }

        return cost;
    }

    /// <summary>Linear prediction at a new price and μ: the centres of the next proximal terms.</summary>
    public void Anchor(double[] y, double mu, double nextMu)
    {
        var change = nextMu - mu;
        for (var i = 0; i < _rows; i++)
        {
            BandCenter[i] = Band[i] + (BandResponse[i] * (y[i] - BandPrice[i])) + (BandDerivative[i] * change);
            SurplusCenter[i] = Surplus[i] + (SurplusResponse[i] * (y[i] - SurplusMargin[i])) + (Surplus[i] / mu * change);
            ShortfallCenter[i] = Shortfall[i] - (ShortfallResponse[i] * (y[i] - ShortfallMargin[i])) + (Shortfall[i] / mu * change);
        }
    }

    /// <summary>Drops the proximal terms: the next answer is that of the smoothed problem itself.</summary>
    public void Reset() => _warm = false;

    /// <summary>Adopts the proximal terms (centres and Hessians) of another instance, after a roll-back.</summary>
    public void TakeCenters(CouplingBarrier other)
    {
        if (ReferenceEquals(this, other))
        {
            return;
        }

        BandCenter = [.. other.BandCenter];
        SurplusCenter = [.. other.SurplusCenter];
        ShortfallCenter = [.. other.ShortfallCenter];
        BandResponse = [.. other.BandResponse];
        SurplusResponse = [.. other.SurplusResponse];
        ShortfallResponse = [.. other.ShortfallResponse];
    }

    public CouplingBarrier Copy()
    {
        var copy = new CouplingBarrier(_set) { _warm = _warm, _mu = _mu };
        copy.Band = [.. Band];
        copy.Surplus = [.. Surplus];
        copy.Shortfall = [.. Shortfall];
        copy.BandResponse = [.. BandResponse];
        copy.SurplusResponse = [.. SurplusResponse];
        copy.ShortfallResponse = [.. ShortfallResponse];
        copy.BandPrice = [.. BandPrice];
        copy.SurplusMargin = [.. SurplusMargin];
        copy.ShortfallMargin = [.. ShortfallMargin];
        copy.BandDerivative = [.. BandDerivative];
        return copy;
    }

    private static double Squared(double response, double difference, double mu) => response * difference * difference / mu;

    /// <summary>argmin κ x − y x − μ ln x + ½ W (x − center)², W = 1/response; without the proximal term on the first call.</summary>
    private double Slack(int i, double price, double y, double mu, double response, double center, bool upper)
    {
        if (!_warm)
        {
            // The start must lie inside the price range: at most nine tenths from its middle.
            double middle = 0.5 * (_set.SurplusPrice[i] - _set.ShortfallPrice[i]), half = 0.5 * (_set.SurplusPrice[i] + _set.ShortfallPrice[i]);
            var signed = Math.Clamp(upper ? y : -y, middle - (0.9 * half), middle + (0.9 * half));
            return mu / (price - (upper ? signed : -signed));
        }

        var weight = 1 / response;
        var q = price - y - (weight * center);
        var root = Math.Sqrt((q * q) + (4 * weight * mu));
        return q < 0 ? (root - q) / (2 * weight) : 2 * mu / (q + root);
    }

    /// <summary>argmin −y b − μ ln(b − lo) − μ ln(hi − b) + ½ W (b − center)² by bisection-guarded Newton.</summary>
    private double BandOf(int i, double y, double mu)
    {
        double lower = _set.Lower[i], upper = _set.Upper[i], left = lower, right = upper;
        var weight = _warm ? 1 / BandResponse[i] : 0;
        var b = 0.5 * (lower + upper);
        for (var k = 0; k < 100; k++)
        {
            double below = b - lower, above = upper - b;
            var slope = (-mu / below) + (mu / above) - y + (weight * (b - BandCenter[i]));
            if (slope < 0)
            {
                left = b;
            }
            else
            {
                right = b;
            }

            var step = slope / ((mu / (below * below)) + (mu / (above * above)) + weight);
            if (Math.Abs(step) < 1e-14 * (upper - lower))
            {
                // Before the bisection below: at the root a step of rounding size must not be taken for leaving the bracket.
                break;
            }

            var next = b - step;
            b = next <= left || next >= right ? 0.5 * (left + right) : next;
        }

        return b;
    }
}
