using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Bounds of continuous columns that depend on an integer one: x ≤ constant + slope × y, x ≥ constant + slope × y.</summary>
internal sealed class VariableBounds
{
    private readonly List<Entry>[] _lower;
    private readonly List<Entry>[] _upper;

    public VariableBounds(QuadraticProblem problem, SparseMatrix byRow, bool[] isInteger)
    {
        _lower = [.. isInteger.Select(_ => new List<Entry>())];
        _upper = [.. isInteger.Select(_ => new List<Entry>())];
        for (int i = 0; i < problem.RowCount; i++)
        {
            int first = byRow.ColumnPointers[i];
            if (byRow.ColumnPointers[i + 1] - first != 2 || problem.RowLower[i] == problem.RowUpper[i]) continue;
            int k = isInteger[byRow.RowIndices[first]] ? first : first + 1;
            int c = k == first ? first + 1 : first;
            double a = byRow.Values[c];
            if (!isInteger[byRow.RowIndices[k]] || isInteger[byRow.RowIndices[c]] || a == 0.0 || byRow.Values[k] == 0.0) continue;
            Add(problem.RowUpper[i], a > 0.0);
            Add(problem.RowLower[i], a < 0.0);

            void Add(double limit, bool isUpper)
            {
                if (double.IsInfinity(limit)) return;
                var entry = new Entry(byRow.RowIndices[k], limit / a, -byRow.Values[k] / a);
                (isUpper ? _upper : _lower)[byRow.RowIndices[c]].Add(entry);
            }
        }
    }

    /// <summary>One bound: constant + slope × integer column.</summary>
    public readonly record struct Entry(int Column, double Constant, double Slope)
    {
        public double At(double[] x) => Column < 0 ? Constant : Constant + (Slope * x[Column]);
    }

    public IReadOnlyList<Entry> Lower(int column) => _lower[column];

    public IReadOnlyList<Entry> Upper(int column) => _upper[column];
}
