namespace Bess.Optimization.BranchAndBound;

/// <summary>Makes mixed-integer rounding cuts out of one inequality Σ a x ≤ β.</summary>
/// <remarks>
/// H. Marchand, L. A. Wolsey, Aggregation and mixed integer rounding to solve MIPs, Oper. Research 49 (2001), section 3: continuous columns
/// are written as distances from a bound, possibly one that depends on an integer column; integer columns as distances from
/// the nearer bound; the row is divided by δ and rounded.
/// </remarks>
internal sealed class RoundingCut(Box box, bool[] isInteger, VariableBounds bounds)
{
    private const double LeastFraction = 0.01;
    private const double LeastViolation = 1e-6;
    private const double LargestRatio = 1e6;
    private const double DistanceSlack = 1e-9;
    private const double Preference = 1e6;
    private readonly Dictionary<int, double> _integers = [];
    private readonly List<(int Column, double Weight, VariableBounds.Entry Bound, bool IsUpper)> _continuous = [];

    /// <summary>The cut that a point violates most, or null.</summary>
    /// <param name="row">Coefficients a by column.</param>
    /// <param name="limit">β.</param>
    /// <param name="x">The point.</param>
    /// <param name="preferVariable">Whether bounds that depend on an integer column are taken even where they are farther.</param>
    public CuttingPlane? TryCut(Dictionary<int, double> row, double limit, double[] x, bool preferVariable)
    {
        _integers.Clear();
        _continuous.Clear();
        foreach (var (column, a) in row.OrderBy(entry => entry.Key))
        {
            if (a == 0.0) continue;
            if (isInteger[column]) _integers[column] = _integers.GetValueOrDefault(column) + a;
            else if (!Substitute(column, a, x, preferVariable, ref limit)) return null;
        }

        return _integers.Count == 0 ? null : BestCut(limit, x);
    }

    private bool Substitute(int column, double a, double[] x, bool preferVariable, ref double limit)
    {
        var lower = new VariableBounds.Entry(-1, box.Lower[column], 0.0);
        var upper = new VariableBounds.Entry(-1, box.Upper[column], 0.0);
        double toLower = x[column] - lower.Constant;
        double toUpper = upper.Constant - x[column];
        double preference = preferVariable ? Preference : 0.0;
        foreach (var entry in bounds.Lower(column))
        {
            double distance = x[column] - entry.At(x) - preference;
            if (distance <= toLower + DistanceSlack) (lower, toLower) = (entry, distance);
        }

        foreach (var entry in bounds.Upper(column))
        {
            double distance = entry.At(x) - x[column] - preference;
            if (distance <= toUpper + DistanceSlack) (upper, toUpper) = (entry, distance);
        }

        bool isUpper = toUpper < toLower;
        var bound = isUpper ? upper : lower;
        if (double.IsInfinity(bound.Constant)) return false;
        limit -= a * bound.Constant;
        if (bound.Column >= 0) _integers[bound.Column] = _integers.GetValueOrDefault(bound.Column) + (a * bound.Slope);
        double weight = isUpper ? -a : a;
        // Σ … + weight × distance ≤ limit: a positive weight may be left out.
        if (weight < 0.0) _continuous.Add((column, -weight, bound, isUpper));
        return true;
    }

    private CuttingPlane? BestCut(double limit, double[] x)
    {
        var terms = new List<Term>();
        double slack = 0.0;
        foreach (var c in _continuous) slack += c.Weight * Math.Max(0.0, Distance(c, x));
        foreach (var (column, a) in _integers.OrderBy(entry => entry.Key))
        {
            if (Math.Abs(a) < 1e-12) continue;
            bool isUpper = box.Upper[column] - x[column] < x[column] - box.Lower[column];
            double bound = isUpper ? box.Upper[column] : box.Lower[column];
            if (double.IsInfinity(bound)) return null;
            limit -= a * bound;
            terms.Add(new Term(column, isUpper ? -a : a, bound, isUpper, Math.Abs(x[column] - bound)));
        }

        double bestDelta = 0.0;
        double best = LeastViolation;
        foreach (double delta in terms.Where(t => t.Value > 1e-6 || !isInteger[t.Column]).Select(t => Math.Abs(t.Factor)).Distinct().Take(10))
            Try(delta);
        if (bestDelta == 0.0) return null;
        double chosen = bestDelta;
        Try(chosen / 2.0);
        Try(chosen / 4.0);
        Try(chosen / 8.0);
        return Write(terms, limit, bestDelta, x);

        void Try(double delta)
        {
            double fraction = Fraction(limit / delta);
            if (fraction < LeastFraction || fraction > 1.0 - LeastFraction) return;
            double left = 0.0;
            double size = 0.0;
            foreach (Term term in terms)
            {
                double factor = Rounded(term.Factor / delta, fraction);
                left += factor * term.Value;
                size += factor * factor;
            }

            double scale = 1.0 / (delta * (1.0 - fraction));
            foreach (var c in _continuous) size += c.Weight * scale * c.Weight * scale;
            double efficacy = (left - Math.Floor(limit / delta) - (slack * scale)) / Math.Sqrt(1e-12 + size);
            if (efficacy <= best) return;
            best = efficacy;
            bestDelta = delta;
        }
    }

    /// <summary>Back to the columns themselves.</summary>
    private CuttingPlane? Write(List<Term> terms, double limit, double delta, double[] x)
    {
        double fraction = Fraction(limit / delta);
        double right = Math.Floor(limit / delta);
        var row = new SortedDictionary<int, double>();
        foreach (Term term in terms)
        {
            double factor = Rounded(term.Factor / delta, fraction);
            double a = term.IsUpper ? -factor : factor;
            Add(term.Column, a);
            right += a * term.Bound;
        }

        foreach (var (column, weight, bound, isUpper) in _continuous)
        {
            // − w (x − bound) or − w (bound − x).
            double w = weight / (delta * (1.0 - fraction));
            double a = isUpper ? w : -w;
            Add(column, a);
            right += a * bound.Constant;
            if (bound.Column >= 0) Add(bound.Column, -a * bound.Slope);
        }

        return Clean(row, right, x);

        void Add(int column, double a) => row[column] = row.GetValueOrDefault(column) + a;
    }

    /// <summary>Leaves out tiny coefficients at the price of a larger limit, scales, and tells how far the point is cut off.</summary>
    private CuttingPlane? Clean(SortedDictionary<int, double> row, double limit, double[] x)
    {
        double largest = row.Values.Select(Math.Abs).DefaultIfEmpty(0.0).Max();
        if (!(largest > 0.0) || !double.IsFinite(largest)) return null;
        var columns = new List<int>();
        var values = new List<double>();
        double left = 0.0, norm = 0.0, size = Math.Abs(limit);
        foreach (var (column, a) in row)
        {
            if (Math.Abs(a) * LargestRatio < largest)
            {
                double least = a > 0.0 ? box.Lower[column] : box.Upper[column];
                if (a != 0.0 && double.IsInfinity(least)) return null;
                if (a != 0.0) limit -= a * least;
                continue;
            }

            columns.Add(column);
            values.Add(a / largest);
            left += a * x[column];
            norm += a * a;
            size = Math.Max(size, Math.Abs(a * x[column]));
        }

        limit += 1e-12 * size;
        double efficacy = (left - limit) / Math.Sqrt(norm);
        return efficacy > LeastViolation && double.IsFinite(limit)
            ? new CuttingPlane([.. columns], [.. values], limit / largest, efficacy)
            : null;
    }

    private static double Distance((int Column, double Weight, VariableBounds.Entry Bound, bool IsUpper) c, double[] x)
        => c.IsUpper ? c.Bound.At(x) - x[c.Column] : x[c.Column] - c.Bound.At(x);

    private static double Fraction(double value) => value - Math.Floor(value);

    private static double Rounded(double value, double fraction)
        => Math.Floor(value) + (Math.Max(0.0, Fraction(value) - fraction) / (1.0 - fraction));

    private readonly record struct Term(int Column, double Factor, double Bound, bool IsUpper, double Value);
}
