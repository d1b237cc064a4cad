using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Forecasting.Regression;

/// <summary>A LEAR model of one calibration window: a LASSO regression for each hour on features that the hours share (Lago, Marcjasz, De Schutter, Weron 2021, section 4.2).</summary>
internal sealed class LearWindow
{
    private const int Slots = DayCalendar.Slots;

    private readonly int[] _columns;
    private readonly ColumnScaling[] _scalings;
    private readonly ColumnScaling[] _targets;
    private readonly double[][] _beta;

    public LearWindow(int[] columns, ColumnScaling[] scalings, ColumnScaling[] targets, double[][] beta) =>
        (_columns, _scalings, _targets, _beta) = (columns, scalings, targets, beta);

    /// <summary>Which of the shared features are used.</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>Coefficients of an hour, one a column.</summary>
    public double[] Beta(int slot) => _beta[slot];

    /// <summary>Forecasts a day.</summary>
    public void Predict(DayRow row, Span<double> curve)
    {
        var x = new double[_columns.Length];
        for (var j = 0; j < x.Length; j++)
            x[j] = _scalings[j].Apply(row.Linear[_columns[j]]);
        for (var s = 0; s < Slots; s++)
            curve[s] = _targets[s].Invert(Lasso.Dot(x, _beta[s]));
    }

    public void Write(ModelWriter writer)
    {
        writer.Write(_columns);
        writer.Write(_scalings.Length, i => Write(writer, _scalings[i]));
        writer.Write(_targets.Length, i => Write(writer, _targets[i]));
        writer.Write(_beta.Length, i => writer.Write(_beta[i]));
    }

    public static LearWindow Read(ModelReader reader)
    {
        var columns = reader.Integers();
        var scalings = reader.Array(() => ReadScaling(reader));
        var targets = reader.Array(() => ReadScaling(reader));
        var beta = reader.Array(reader.Doubles);
        reader.Require(
            scalings.Length == columns.Length && targets.Length == Slots && beta.Length == Slots && Array.TrueForAll(beta, b => b.Length == columns.Length),
            "coefficients for every feature and hour");
        return new LearWindow(columns, scalings, targets, beta);
    }

    private static void Write(ModelWriter writer, ColumnScaling s)
    {
        writer.Write([s.Centre, s.Spread, s.Mean, s.Deviation, s.Least, s.Most]);
        writer.Write(s.IsStabilised ? 1 : 0);
    }

    private static ColumnScaling ReadScaling(ModelReader reader)
    {
        var v = reader.Doubles();
        reader.Require(v.Length == 6, "six numbers of a scaling");
        return new ColumnScaling(v[0], v[1], reader.Integer() == 1, v[2], v[3], v[4], v[5]);
    }
}
