using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.InteriorPoint;

/// <summary>What presolve did, and the way back.</summary>
internal sealed class Reduction
{
    /// <summary>Source of a column bound that no row tightened.</summary>
    public const int OwnBound = -1;

    private readonly QuadraticProblem _original;
    private readonly List<ReductionStep> _steps;
    private readonly int[] _lowerSource;
    private readonly int[] _upperSource;

    public Reduction(QuadraticProblem original, List<ReductionStep> steps, int[] lowerSource, int[] upperSource)
    {
        _original = original;
        _steps = steps;
        _lowerSource = lowerSource;
        _upperSource = upperSource;
    }

    public required int[] KeptColumns { get; init; }

    public required int[] KeptRows { get; init; }

    /// <summary>Values of the fixed columns, 0 elsewhere; length n.</summary>
    public required double[] FixedValue { get; init; }

    /// <summary>The reduced problem; <see langword="null"/> when presolve found the problem infeasible.</summary>
    public required QuadraticProblem? Problem { get; init; }

    /// <summary>Crossed bounds, or row multipliers to be completed, when presolve found the problem infeasible.</summary>
    public required Certificate? Infeasibility { get; init; }

    /// <summary>Puts a point of the reduced problem into the original space; fixed columns take their values or zero.</summary>
    public double[] RestorePrimal(ReadOnlySpan<double> reduced, bool isDirection = false)
    {
        var x = new double[_original.VariableCount];
        if (!isDirection) FixedValue.CopyTo(x, 0);
        for (int k = 0; k < KeptColumns.Length; k++) x[KeptColumns[k]] = reduced[k];
        return x;
    }

    /// <summary>Takes a starting point to the reduced space; multipliers of rows that became bounds go to their columns.</summary>
    public PrimalDualPoint Reduce(PrimalDualPoint start)
    {
        var z = (double[])start.ColumnDuals.Clone();
        foreach (ReductionStep step in _steps)
        {
            if (step.Row != ReductionStep.None) z[step.Column] += step.Coefficient * start.RowDuals[step.Row];
        }

        return new PrimalDualPoint(
            [.. KeptColumns.Select(j => start.Primal[j])],
            [.. KeptRows.Select(i => start.RowDuals[i])],
            [.. KeptColumns.Select(j => z[j])]);
    }

    /// <summary>Puts reduced row multipliers at their original rows, zero elsewhere.</summary>
    public double[] ScatterRows(ReadOnlySpan<double> reduced)
    {
        var y = new double[_original.RowCount];
        for (int k = 0; k < KeptRows.Length; k++) y[KeptRows[k]] = reduced[k];
        return y;
    }

    /// <summary>Undoes the steps, last first, so that removed rows and columns get multipliers too.</summary>
    /// <param name="gradient">P x + q, or zeros for a proof of infeasibility; length n.</param>
    /// <param name="y">Row multipliers with the kept rows set; completed in place.</param>
    /// <param name="z">Column multipliers with the kept columns set; completed in place.</param>
    public void RestoreDuals(ReadOnlySpan<double> gradient, double[] y, double[] z)
    {
        SparseMatrix a = _original.Constraints;
        for (int s = _steps.Count - 1; s >= 0; s--)
        {
            var (row, column, coefficient) = _steps[s];
            if (row == ReductionStep.None)
            {
                double sum = gradient[column];
                for (int p = a.ColumnPointers[column]; p < a.ColumnPointers[column + 1]; p++) sum -= a.Values[p] * y[a.RowIndices[p]];
                z[column] = sum;
                continue;
            }

            int source = z[column] > 0.0 ? _lowerSource[column] : _upperSource[column];
            if (z[column] == 0.0 || source != row) continue;
            y[row] += z[column] / coefficient;
            z[column] = 0.0;
        }
    }
}
