using Bess.Forecasting.Boosting;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Forecasting.Persistence;

namespace Bess.Forecasting.Regression;

/// <summary>Quantile regression averaging (Nowotarski and Weron 2015): for each hour and level a linear quantile regression over the members.</summary>
/// <remarks>
/// <para>
/// With m the mean of LEAR over its windows and s the four-week spread, the regression explains (y − m)/s by: 1; (member − m)/s for each
/// baseline, each window but the last, and the median of the trees; the trees' own quantile less their median, over s; the mean
/// absolute error of m in this hour over the last days, over s; the spread of the windows over s.
/// </para>
/// <para>
/// Days count less with age, the hours before and after count with a weight. Crossing quantiles are put in order (Chernozhukov,
/// Fernández-Val, Galichon 2010).
/// </para>
/// </remarks>
internal sealed class AveragingHead(int learCount, double[] levels, AveragingOptions options) : IQuantileHead
{
    private const int Slots = DayCalendar.Slots;
    private const int LeastDays = 28;
    private const int ErrorDays = 14;

    private readonly int _memberCount = MemberSet.FirstLear + learCount + QuantileTrees.Levels.Length;
    private readonly int _size = 1 + MemberSet.FirstLear + (learCount - 1) + 1 + 1 + 1 + 1;
    private readonly ResidualHead _before = new(
        MemberSet.FirstLear, learCount, MemberSet.FirstLear + learCount + QuantileTrees.Levels.Length, levels, LeastDays);

    private double[][] _beta = [];
    private double[] _errors = new double[Slots];
    private int _lastFit = int.MinValue / 2;

    public void Fit(IReadOnlyList<ForecastDay> known)
    {
        _before.Fit(known);
        if (known.Count == 0)
            return;
        Errors(known, known.Count, _errors);
        var day = known[^1].Day;
        if (known.Count < LeastDays || (_beta.Length > 0 && day - _lastFit < options.EveryDays))
            return;
        _lastFit = day;
        if (_beta.Length == 0)
            _beta = [.. Enumerable.Range(0, Slots * levels.Length).Select(_ => new double[_size])];
        var from = Math.Max(0, known.Count - options.WindowDays);
        var errors = new double[known.Count][];
        for (var i = from; i < known.Count; i++)
            Errors(known, i, errors[i] = new double[Slots]);
        Parallel.For(0, Slots, s => FitHour(known, from, errors, s));
    }

    public void Predict(ReadOnlySpan<double> members, double scale, Span<double> quantiles)
    {
        if (_beta.Length == 0)
        {
            _before.Predict(members, scale, quantiles);
            return;
        }

        Span<double> x = stackalloc double[_size];
        for (var s = 0; s < Slots; s++)
        {
            var here = quantiles.Slice(s * levels.Length, levels.Length);
            var row = members.Slice(s * _memberCount, _memberCount);
            for (var q = 0; q < levels.Length; q++)
            {
                Regressors(row, scale, _errors[s], levels[q], x);
                here[q] = Centre(row) + (scale * Lasso.Dot(x, _beta[(s * levels.Length) + q]));
            }

            here.Sort();
        }
    }

    public void Write(ModelWriter writer)
    {
        writer.Write(_errors);
        writer.Write(_beta.Length, i => writer.Write(_beta[i]));
        _before.Write(writer);
    }

    public void Read(ModelReader reader)
    {
        _errors = reader.Doubles();
        _beta = reader.Array(reader.Doubles);
        reader.Require(
            _errors.Length == Slots && (_beta.Length == 0 || (_beta.Length == Slots * levels.Length && Array.TrueForAll(_beta, b => b.Length == _size))),
            "weights for every hour and level");
        _before.Read(reader);
    }

    private void FitHour(IReadOnlyList<ForecastDay> known, int from, double[][] errors, int slot)
    {
        var most = (known.Count - from) * 3;
        var (x, y, weights) = (new double[most * _size], new double[most], new double[most]);
        var solver = new SmoothedQuantileRegression(_size);
        var ridge = new double[_size];
        Array.Fill(ridge, options.Ridge);
        ridge[0] = 0;
        for (var q = 0; q < levels.Length; q++)
        {
            var count = 0;
            for (var s = Math.Max(0, slot - 1); s <= Math.Min(Slots - 1, slot + 1); s++)
            {
                for (var i = from; i < known.Count; i++)
                {
                    var one = known[i];
                    if (double.IsNaN(one.Actual![s]) || one.IsFallback)
                        continue;
                    var row = one.Members.AsSpan(s * _memberCount, _memberCount);
                    Regressors(row, one.Row.Scale, errors[i][s], levels[q], x.AsSpan(count * _size, _size));
                    y[count] = (one.Actual[s] - Centre(row)) / one.Row.Scale;
                    weights[count] = (s == slot ? 1 : options.NeighbourWeight) * Math.Pow(0.5, (known[^1].Day - one.Day) / options.HalfLifeDays);
                    count++;
                }
            }

            solver.Fit(
                x.AsSpan(0, count * _size), y.AsSpan(0, count), weights.AsSpan(0, count), levels[q], options.Bandwidth, ridge,
                _beta[(slot * levels.Length) + q]);
        }
    }

    private double Centre(ReadOnlySpan<double> row)
    {
        var sum = 0.0;
        for (var w = 0; w < learCount; w++)
            sum += row[MemberSet.FirstLear + w];
        return sum / learCount;
    }

    private void Regressors(ReadOnlySpan<double> row, double scale, double error, double level, Span<double> x)
    {
        var centre = Centre(row);
        var at = 0;
        x[at++] = 1;
        for (var b = 0; b < MemberSet.FirstLear; b++)
            x[at++] = (row[b] - centre) / scale;
        var squares = 0.0;
        for (var w = 0; w < learCount; w++)
        {
            var difference = (row[MemberSet.FirstLear + w] - centre) / scale;
            squares += difference * difference;
            if (w < learCount - 1)
                x[at++] = difference;
        }

        var trees = row[(MemberSet.FirstLear + learCount)..];
        var median = trees[trees.Length / 2];
        x[at++] = (median - centre) / scale;
        x[at++] = (TreesHead.At(trees, level) - median) / scale;
        x[at++] = error / scale;
        x[at] = Math.Sqrt(squares / learCount);
    }

    /// <summary>Mean absolute error of the centre in each hour over the days before an index.</summary>
    private void Errors(IReadOnlyList<ForecastDay> known, int before, double[] errors)
    {
        for (var s = 0; s < Slots; s++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = Math.Max(0, before - ErrorDays); i < before; i++)
            {
                var error = Math.Abs(known[i].Actual![s] - Centre(known[i].Members.AsSpan(s * _memberCount, _memberCount)));
                if (double.IsNaN(error))
                    continue;
                sum += error;
                count++;
            }

            errors[s] = count == 0 ? 0 : sum / count;
        }
    }
}
