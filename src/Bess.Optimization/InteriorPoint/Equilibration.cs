using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>Scales rows and columns of the KKT matrix to unit largest entries, and bounds and objective to unit size.</summary>
/// <remarks>
/// D. Ruiz, A scaling algorithm to equilibrate both rows and columns norms in matrices, RAL-TR-2001-034 (2001), applied to
/// [P Aᵀ; A 0]. Factors are rounded to powers of two, so that scaling itself makes no rounding error.
/// The unit of x makes the regularisation mean the same whatever the units of the problem are.
/// </remarks>
internal sealed class Equilibration
{
    private const int Passes = 12;
    private const double SmallestFactor = 1e-8;
    private const double LargestFactor = 1e8;
    private const double EqualityWidth = 1e-11;
    private const double LargestPrimalExponent = 20.0;
    private readonly ScaledProblem _scaled;
    private readonly double[] _columnNorm;
    private readonly double[] _rowNorm;
    private SparseMatrix? _lastConstraints;
    private SparseMatrix? _lastQuadratic;
    private double _quadraticScale;

    public Equilibration(ScaledProblem scaled)
    {
        _scaled = scaled;
        _columnNorm = new double[scaled.VariableCount];
        _rowNorm = new double[scaled.RowCount];
    }

    /// <summary>Fills the scaled problem from one of the same pattern; returns whether values of its matrices changed.</summary>
    public bool Load(QuadraticProblem problem)
    {
        bool newMatrices = !ReferenceEquals(problem.Constraints, _lastConstraints) || !ReferenceEquals(problem.Quadratic, _lastQuadratic);
        if (newMatrices) ComputeFactors(problem);
        double primalScale = PrimalScale(problem);
        double objectiveScale = ObjectiveScale(problem, primalScale);
        double quadraticScale = objectiveScale * primalScale * primalScale;
        if (problem.Quadratic is { } quadratic && (newMatrices || quadraticScale != _quadraticScale))
        {
            ScaleMatrix(quadratic, _scaled.ColumnScale, _scaled.ColumnScale, quadraticScale, _scaled.QuadraticValues);
            newMatrices = true;
        }

        _quadraticScale = quadraticScale;
        _scaled.PrimalScale = primalScale;
        _scaled.ObjectiveScale = objectiveScale;
        (_lastConstraints, _lastQuadratic) = (problem.Constraints, problem.Quadratic);
        double[] column = _scaled.ColumnScale;
        for (int j = 0; j < column.Length; j++) _scaled.Linear[j] = problem.Linear[j] * (column[j] * objectiveScale * primalScale);
        return FillBounds(problem) | newMatrices;
    }

    private void ComputeFactors(QuadraticProblem problem)
    {
        Array.Fill(_scaled.ColumnScale, 1.0);
        Array.Fill(_scaled.RowScale, 1.0);
        for (int pass = 0; pass < Passes; pass++) RuizPass(problem, _scaled.ColumnScale, _scaled.RowScale);
        RoundToPowersOfTwo(_scaled.ColumnScale);
        RoundToPowersOfTwo(_scaled.RowScale);
        ScaleMatrix(problem.Constraints, _scaled.RowScale, _scaled.ColumnScale, 1.0, _scaled.ConstraintValues);
    }

    /// <summary>Sets bounds and kinds; returns whether the set of fixed columns changed.</summary>
    private bool FillBounds(QuadraticProblem problem)
    {
        int n = problem.VariableCount;
        bool changed = false;
        bool anyFixed = false;
        for (int j = 0; j < n; j++)
        {
            bool before = _scaled.IsFixed[j];
            SetBounds(j, problem.ColumnLower[j], problem.ColumnUpper[j], 1.0 / (_scaled.ColumnScale[j] * _scaled.PrimalScale));
            anyFixed |= _scaled.IsFixed[j];
            changed |= before != _scaled.IsFixed[j];
        }

        for (int i = 0; i < problem.RowCount; i++) SetBounds(n + i, problem.RowLower[i], problem.RowUpper[i], _scaled.RowScale[i] / _scaled.PrimalScale);
        _scaled.HasFixedColumns = anyFixed;
        return changed;
    }

    private void SetBounds(int entity, double lower, double upper, double scale)
    {
        bool isFixed = double.IsFinite(lower) && upper - lower <= EqualityWidth * Math.Max(1.0, Math.Abs(lower));
        if (isFixed) lower = upper = lower + (0.5 * (upper - lower));
        _scaled.IsFixed[entity] = isFixed;
        _scaled.HasLower[entity] = !isFixed && double.IsFinite(lower);
        _scaled.HasUpper[entity] = !isFixed && double.IsFinite(upper);
        _scaled.Lower[entity] = lower * scale;
        _scaled.Upper[entity] = upper * scale;
    }

    private void RuizPass(QuadraticProblem problem, double[] column, double[] row)
    {
        Array.Clear(_columnNorm);
        Array.Clear(_rowNorm);
        var pointers = problem.Constraints.ColumnPointers;
        var rows = problem.Constraints.RowIndices;
        var values = problem.Constraints.Values;
        for (int j = 0; j < column.Length; j++)
        {
            double largest = 0.0;
            for (int p = pointers[j]; p < pointers[j + 1]; p++)
            {
                int i = rows[p];
                double size = Math.Abs(values[p]) * row[i] * column[j];
                if (size > largest) largest = size;
                if (size > _rowNorm[i]) _rowNorm[i] = size;
            }

            _columnNorm[j] = largest;
        }

        if (problem.Quadratic is { } quadratic) AddQuadraticNorms(quadratic, column, _columnNorm);
        Divide(column, _columnNorm);
        Divide(row, _rowNorm);
    }

    private static void AddQuadraticNorms(SparseMatrix quadratic, double[] column, double[] columnNorm)
    {
        for (int j = 0; j < column.Length; j++)
        {
            for (int p = quadratic.ColumnPointers[j]; p < quadratic.ColumnPointers[j + 1]; p++)
            {
                int i = quadratic.RowIndices[p];
                double size = Math.Abs(quadratic.Values[p]) * column[i] * column[j];
                columnNorm[j] = Math.Max(columnNorm[j], size);
                columnNorm[i] = Math.Max(columnNorm[i], size);
            }
        }
    }

    private static void Divide(double[] factor, double[] norm)
    {
        for (int i = 0; i < factor.Length; i++)
        {
            if (norm[i] > 0.0) factor[i] = Math.Clamp(factor[i] / Math.Sqrt(norm[i]), SmallestFactor, LargestFactor);
        }
    }

    private static void RoundToPowersOfTwo(double[] factor)
    {
        for (int i = 0; i < factor.Length; i++) factor[i] = Math.ScaleB(1.0, (int)Math.Round(Math.Log2(factor[i])));
    }

    /// <summary>
    /// How far bounds keep x and A x from zero: the root mean square over those that do; at least 1. Bounds that allow zero,
    /// however large, say nothing about the size of the solution.
    /// </summary>
    private double PrimalScale(QuadraticProblem problem)
    {
        double squares = 0.0;
        int count = 0;
        for (int j = 0; j < problem.VariableCount; j++) Add(problem.ColumnLower[j], problem.ColumnUpper[j], 1.0 / _scaled.ColumnScale[j]);
        for (int i = 0; i < problem.RowCount; i++) Add(problem.RowLower[i], problem.RowUpper[i], _scaled.RowScale[i]);
        if (count == 0 || squares <= count) return 1.0;
        return Math.ScaleB(1.0, (int)Math.Round(Math.Clamp(0.5 * Math.Log2(squares / count), 0.0, LargestPrimalExponent)));

        void Add(double lower, double upper, double scale)
        {
            double distance = scale * Math.Max(lower, -upper);
            if (!(distance > 0.0)) return;
            squares += distance * distance;
            count++;
        }
    }

    private double ObjectiveScale(QuadraticProblem problem, double primalScale)
    {
        double[] column = _scaled.ColumnScale;
        double largest = 0.0;
        for (int j = 0; j < column.Length; j++) largest = Math.Max(largest, Math.Abs(problem.Linear[j]) * column[j] * primalScale);
        if (problem.Quadratic is { } quadratic)
        {
            Array.Clear(_columnNorm);
            AddQuadraticNorms(quadratic, column, _columnNorm);
            if (column.Length > 0) largest = Math.Max(largest, _columnNorm.Average() * primalScale * primalScale);
        }

        if (largest == 0.0) return 1.0;
        double scale = Math.Clamp(1.0 / largest, SmallestFactor, LargestFactor);
        return Math.ScaleB(1.0, (int)Math.Round(Math.Log2(scale)));
    }

    private static void ScaleMatrix(SparseMatrix matrix, double[] row, double[] column, double factor, double[] scaled)
    {
        var pointers = matrix.ColumnPointers;
        var rows = matrix.RowIndices;
        var values = matrix.Values;
        for (int j = 0; j < matrix.ColumnCount; j++)
        {
            for (int p = pointers[j]; p < pointers[j + 1]; p++) scaled[p] = values[p] * (row[rows[p]] * column[j] * factor);
        }
    }
}
