using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Regression;

/// <summary>Recalibrates the LEAR model of one window from day to day, each time from the coefficients of the time before.</summary>
/// <remarks>
/// Features are those that are known in at least 95 % of the days of the window and on the last of them. λ is chosen for each hour on a
/// path of 30 values by the corrected information criterion of Akaike (Hurvich and Tsai 1989), with the number of non-zero coefficients
/// as degrees of freedom (Zou, Hastie, Tibshirani 2007), every week; in between, the same share of the largest λ is kept.
/// </remarks>
internal sealed class LearTrainer(int windowDays, LearOptions options)
{
    private const int Slots = DayCalendar.Slots;
    private const double KnownShare = 0.95;
    private const int LeastDays = 21;

    private readonly double[] _shares = new double[Slots];
    private readonly double[][] _beta = new double[Slots][];
    private int _lastPath = int.MinValue / 2;

    public int WindowDays => windowDays;

    /// <summary>Trains on the days of the window before a day; null when there are too few.</summary>
    /// <param name="history">Rows and actual curves up to the day before.</param>
    /// <param name="day">The day to be forecast.</param>
    public LearWindow? Train(TrainingDays history, int day)
    {
        var from = history.IndexFrom(day - windowDays);
        var count = history.CountBefore(day) - from;
        if (count < Math.Min(LeastDays, windowDays))
            return null;
        var usePath = day - _lastPath >= options.PathEveryDays;
        if (usePath)
            _lastPath = day;
        var (columns, scalings, x) = Design(history, from, count);
        var gram = Lasso.Gram(x, count, columns.Length);
        var targets = new ColumnScaling[Slots];
        var beta = new double[Slots][];
        var width = history.Builder.LinearCount;
        Parallel.For(0, Slots, s =>
        {
            var y = new double[count];
            targets[s] = Target(history, from, count, s, y);
            var found = Solve(gram, x, y, columns, s, usePath);
            beta[s] = found;
            _beta[s] = new double[width];
            for (var j = 0; j < columns.Length; j++)
                _beta[s][columns[j]] = found[j];
        });
        return new LearWindow(columns, scalings, targets, beta);
    }

    private double[] Solve(double[] gram, double[] x, double[] y, int[] columns, int slot, bool usePath)
    {
        var (size, count) = (columns.Length, y.Length);
        var correlations = new double[size];
        var largest = 0.0;
        for (var j = 0; j < size; j++)
        {
            correlations[j] = Lasso.Dot(x.AsSpan(j * count, count), y) / count;
            largest = Math.Max(largest, Math.Abs(correlations[j]));
        }

        var lasso = new Lasso(gram, size);
        var beta = new double[size];
        var residual = new double[size];
        if (!usePath && _beta[slot] is { } before)
        {
            for (var j = 0; j < size; j++)
                beta[j] = before[columns[j]];
            lasso.Residual(correlations, beta, residual);
            lasso.Solve(_shares[slot] * largest, beta, residual);
            return beta;
        }

        var (best, share) = Path(lasso, correlations, residual, largest, Lasso.Dot(y, y) / count, count);
        _shares[slot] = share;
        return best;
    }

    private (double[] Beta, double Share) Path(Lasso lasso, double[] correlations, double[] residual, double largest, double variance, int count)
    {
        var beta = new double[correlations.Length];
        correlations.CopyTo(residual.AsSpan());
        var (best, bestShare, bestScore) = (new double[beta.Length], 1.0, double.PositiveInfinity);
        var factor = Math.Pow(options.LeastShare, 1.0 / (options.PathLength - 1));
        var share = 1.0;
        for (var k = 0; k < options.PathLength; k++, share *= factor)
        {
            var nonZero = lasso.Solve(share * largest, beta, residual);
            var freedom = nonZero + 2;
            if (freedom >= count - 2 || nonZero > count * options.MostFreedom)
                break;
            // ‖y − Xβ‖²/n = ‖y‖²/n − βᵀ(c + r)
            var error = variance;
            for (var j = 0; j < beta.Length; j++)
                error -= beta[j] * (correlations[j] + residual[j]);
            var score = (count * Math.Log(Math.Max(error, 1e-12))) + (options.PenaltyFactor * 2.0 * freedom * count / (count - freedom - 1));
            if (score >= bestScore)
                continue;
            (bestScore, bestShare) = (score, share);
            beta.CopyTo(best, 0);
        }

        return (best, bestShare);
    }

    private static ColumnScaling Target(TrainingDays history, int from, int count, int slot, double[] y)
    {
        for (var i = 0; i < count; i++)
            y[i] = history.Actual(from + i)[slot];
        var scaling = ColumnScaling.Fit(y, stabilise: true, new double[count]) ?? new ColumnScaling(LastKnown(y), 1, false, 0, 1, 0, 0);
        for (var i = 0; i < count; i++)
            y[i] = scaling.Apply(y[i]);
        return scaling;
    }

    private static double LastKnown(double[] y)
    {
        var known = Array.FindLast(y, value => !double.IsNaN(value));
        return double.IsNaN(known) ? 0 : known;
    }

    /// <summary>Columns that may be used, standardised, one after the other.</summary>
    private static (int[] Columns, ColumnScaling[] Scalings, double[] X) Design(TrainingDays history, int from, int count)
    {
        var width = history.Builder.LinearCount;
        var scalings = new ColumnScaling?[width];
        Parallel.For(0, width, () => (Values: new double[count], Work: new double[count]), (j, _, space) =>
        {
            var missing = 0;
            for (var i = 0; i < count; i++)
            {
                space.Values[i] = history.Row(from + i).Linear[j];
                missing += double.IsNaN(space.Values[i]) ? 1 : 0;
            }

            var isKnown = missing <= (1 - KnownShare) * count && !double.IsNaN(space.Values[count - 1]);
            scalings[j] = isKnown ? ColumnScaling.Fit(space.Values, !TargetFeatures.IsCalendar(j), space.Work) : null;
            return space;
        }, _ => { });
        var columns = new List<int>(width);
        for (var j = 0; j < width; j++)
        {
            if (scalings[j] is not null)
                columns.Add(j);
        }

        var x = new double[columns.Count * count];
        for (var k = 0; k < columns.Count; k++)
        {
            var scaling = scalings[columns[k]]!.Value;
            for (var i = 0; i < count; i++)
                x[(k * count) + i] = scaling.Apply(history.Row(from + i).Linear[columns[k]]);
        }

        return ([.. columns], [.. columns.Select(j => scalings[j]!.Value)], x);
    }
}
