using Bess.Forecasting.Boosting;
using Bess.Forecasting.Features;
using Bess.Forecasting.Persistence;
using Bess.Forecasting.Regression;

namespace Bess.Forecasting.Models;

/// <summary>The members of the ensemble: three baselines, LEAR of each window, trees. Columns in this order, trees with one column a quantile.</summary>
internal sealed class MemberSet
{
    public const int Slots = DayCalendar.Slots;

    /// <summary>First column of LEAR.</summary>
    public const int FirstLear = Baselines.Count;

    private readonly LearWindow?[] _lear;

    public MemberSet(LearWindow?[] lear, QuantileTrees? trees) => (_lear, Trees) = (lear, trees);

    public QuantileTrees? Trees { get; }

    public int LearCount => _lear.Length;

    /// <summary>First column of the trees.</summary>
    public int FirstTree => FirstLear + _lear.Length;

    /// <summary>Columns, M.</summary>
    public int Count => FirstTree + QuantileTrees.Levels.Length;

    public LearWindow? Lear(int window) => _lear[window];

    /// <summary>Forecasts of all members, 24 × M. Where a model is not trained yet, the 7-day mean stands for it.</summary>
    public double[] Predict(DayRow row)
    {
        var members = new double[Slots * Count];
        var curve = new double[Slots];
        for (var b = 0; b < Baselines.Count; b++)
            Put(members, b, Baselines.Curve(row, b));
        for (var w = 0; w < _lear.Length; w++)
        {
            row.Mean7.CopyTo(curve, 0);
            _lear[w]?.Predict(row, curve);
            Put(members, FirstLear + w, curve);
        }

        var quantiles = new double[Slots * QuantileTrees.Levels.Length];
        Trees?.Predict(row, quantiles);
        for (var q = 0; q < QuantileTrees.Levels.Length; q++)
        {
            for (var s = 0; s < Slots; s++)
                curve[s] = Trees is null ? row.Mean7[s] : quantiles[(s * QuantileTrees.Levels.Length) + q];
            Put(members, FirstTree + q, curve);
        }

        return members;
    }

    public void Write(ModelWriter writer)
    {
        writer.Write(_lear.Length, w =>
        {
            writer.Write(_lear[w] is null ? 0 : 1);
            _lear[w]?.Write(writer);
        });
        writer.Write(Trees is null ? 0 : 1);
        Trees?.Write(writer);
    }

    public static MemberSet Read(ModelReader reader)
    {
        var lear = reader.Array(() => reader.Integer() == 1 ? LearWindow.Read(reader) : null);
        return new MemberSet(lear, reader.Integer() == 1 ? QuantileTrees.Read(reader) : null);
    }

    private void Put(double[] members, int column, double[] curve)
    {
        for (var s = 0; s < Slots; s++)
            members[(s * Count) + column] = curve[s];
    }
}
