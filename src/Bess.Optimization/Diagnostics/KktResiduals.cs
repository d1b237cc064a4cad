using Bess.Optimization.Problems;

namespace Bess.Optimization.Diagnostics;

/// <summary>Accumulates the residuals of the optimality conditions, entry by entry, for <see cref="KktCheck"/>.</summary>
internal sealed class KktResiduals
{
    private readonly double[] _stationarity;
    private readonly double[] _stationaritySize;
    private readonly double[] _activity;
    private readonly double[] _activitySize;
    private double _quadraticTerm;
    private double _linearTerm;
    private double _boundTerm;
    private double _constant;

    public KktResiduals(int variableCount, int rowCount)
    {
        _stationarity = new double[variableCount];
        _stationaritySize = new double[variableCount];
        _activity = new double[rowCount];
        _activitySize = new double[rowCount];
    }

    public double Primal { get; private set; }

    public double RelativePrimal { get; private set; }

    public double Dual { get; private set; }

    public double RelativeDual { get; private set; }

    public double Sign { get; private set; }

    public double Complementarity { get; private set; }

    public double PrimalObjective => (0.5 * _quadraticTerm) + _linearTerm + _constant;

    public double DualObjective => _boundTerm - (0.5 * _quadraticTerm) + _constant;

    public void AddQuadratic(QuadraticProblem problem, double[] x)
    {
        if (problem.Quadratic is null) return;
        int column = 0;
        for (int entry = 0; entry < problem.Quadratic.NonZeroCount; entry++)
        {
            while (problem.Quadratic.ColumnPointers[column + 1] <= entry) column++;
            int row = problem.Quadratic.RowIndices[entry];
            double value = problem.Quadratic.Values[entry];
            AddStationarity(row, value * x[column]);
            _quadraticTerm += value * x[row] * x[column];
            if (row == column) continue;
            AddStationarity(column, value * x[row]);
            _quadraticTerm += value * x[row] * x[column];
        }
    }

    public void AddLinear(QuadraticProblem problem, double[] x, double[] z)
    {
        _constant = problem.Constant;
        for (int j = 0; j < x.Length; j++)
        {
            AddStationarity(j, problem.Linear[j]);
            _stationarity[j] -= z[j];
            _linearTerm += problem.Linear[j] * x[j];
        }
    }

    public void AddConstraints(QuadraticProblem problem, double[] x, double[] y)
    {
        int column = 0;
        for (int entry = 0; entry < problem.Constraints.NonZeroCount; entry++)
        {
            while (problem.Constraints.ColumnPointers[column + 1] <= entry) column++;
            int row = problem.Constraints.RowIndices[entry];
            double value = problem.Constraints.Values[entry];
            _activity[row] += value * x[column];
            _activitySize[row] = Math.Max(_activitySize[row], Math.Abs(value * x[column]));
            AddStationarity(column, -value * y[row]);
        }
    }

    public void CloseRows(QuadraticProblem problem, double[] y)
    {
        for (int i = 0; i < y.Length; i++) CloseBound(_activity[i], _activitySize[i], problem.RowLower[i], problem.RowUpper[i], y[i]);
    }

    public void CloseColumns(QuadraticProblem problem, double[] x, double[] z)
    {
        for (int j = 0; j < x.Length; j++)
        {
            CloseBound(x[j], 0.0, problem.ColumnLower[j], problem.ColumnUpper[j], z[j]);
            double residual = Math.Abs(_stationarity[j]);
            Dual = Worse(Dual, residual);
            RelativeDual = Worse(RelativeDual, residual / (1.0 + _stationaritySize[j]));
        }
    }

    private void AddStationarity(int column, double term)
    {
        _stationarity[column] += term;
        _stationaritySize[column] = Math.Max(_stationaritySize[column], Math.Abs(term));
    }

    private void CloseBound(double value, double size, double lower, double upper, double multiplier)
    {
        double below = lower - value;
        double above = value - upper;
        double violation = double.IsNaN(value) ? double.NaN : Math.Max(0.0, Math.Max(below, above));
        double bound = below > above ? lower : upper;
        Primal = Worse(Primal, violation);
        if (violation != 0.0) RelativePrimal = Worse(RelativePrimal, violation / (1.0 + Math.Max(size, Math.Abs(bound))));
        if (multiplier == 0.0) return;
        double met = multiplier > 0.0 ? lower : upper;
        if (double.IsNaN(multiplier) || double.IsInfinity(met))
        {
            Sign = Worse(Sign, Math.Abs(multiplier));
            return;
        }

        _boundTerm += multiplier * met;
        Complementarity += Math.Abs(multiplier * (value - met));
    }

    // Unlike Math.Max written the other way round, this keeps a NaN once seen.
    private static double Worse(double known, double candidate) => double.IsNaN(candidate) || candidate > known ? candidate : known;
}
