using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Adds rows that only integer points are sure to satisfy, until the bound of the root stops rising.</summary>
internal static class CutLoop
{
    private const double LeastGain = 1e-4;
    private const double ActiveSlack = 1e-6;

    /// <summary>A problem with cuts, how many rows they are, and its relaxation in the box.</summary>
    public sealed record Outcome(RelaxationSolver Solver, Relaxation Root, int Cuts);

    /// <summary>Runs the rounds.</summary>
    /// <param name="problem">The problem without cuts.</param>
    /// <param name="isInteger">Integer columns.</param>
    /// <param name="box">Bounds that all integer points satisfy.</param>
    /// <param name="start">The problem's own solver and relaxation.</param>
    /// <param name="rounds">Largest number of rounds.</param>
    /// <param name="isDone">Tells from a relaxation that cuts are no longer needed.</param>
    /// <param name="create">Makes a solver.</param>
    public static Outcome Run(
        QuadraticProblem problem,
        bool[] isInteger,
        Box box,
        Outcome start,
        int rounds,
        Func<Relaxation, bool> isDone,
        Func<QuadraticProblem, RelaxationSolver> create)
    {
        var separator = new CutSeparator(problem, isInteger, box);
        var cuts = new List<CuttingPlane>();
        Outcome current = start;
        int stalled = 0;
        for (int round = 0; round < rounds && stalled < 3 && current.Root.IsTrusted && !isDone(current.Root); round++)
        {
            var found = separator.Separate(current.Root.X, 20 + (problem.VariableCount / 4));
            if (found.Count == 0) break;
            cuts.RemoveAll(cut => !IsActive(cut, current.Root.X));
            cuts.AddRange(found);
            RelaxationSolver solver = create(WithCuts(problem, cuts));
            Relaxation root = solver.Solve(box, warm: null);
            if (root.Kind != RelaxationKind.Bounded) return root.Kind == RelaxationKind.Infeasible ? new Outcome(solver, root, cuts.Count) : current;
            if (!root.IsTrusted) break;
            double gain = (root.Bound - current.Root.Bound) / Math.Max(1.0, Math.Abs(root.Bound));
            stalled = gain < LeastGain ? stalled + 1 : 0;
            if (root.Bound < current.Root.Bound) root = root with { Bound = current.Root.Bound };
            current = new Outcome(solver, root, cuts.Count);
        }

        return current;
    }

    private static bool IsActive(CuttingPlane cut, double[] x)
    {
        double left = 0.0;
        for (int k = 0; k < cut.Columns.Length; k++) left += cut.Values[k] * x[cut.Columns[k]];
        return left >= cut.Limit - (ActiveSlack * (1.0 + Math.Abs(cut.Limit)));
    }

    private static QuadraticProblem WithCuts(QuadraticProblem problem, List<CuttingPlane> cuts)
    {
        int m = problem.RowCount;
        SparseMatrix a = problem.Constraints;
        var builder = new SparseMatrixBuilder(m + cuts.Count, problem.VariableCount);
        for (int j = 0; j < a.ColumnCount; j++)
        {
            for (int p = a.ColumnPointers[j]; p < a.ColumnPointers[j + 1]; p++) builder.Add(a.RowIndices[p], j, a.Values[p]);
        }

        for (int i = 0; i < cuts.Count; i++)
        {
            for (int k = 0; k < cuts[i].Columns.Length; k++) builder.Add(m + i, cuts[i].Columns[k], cuts[i].Values[k]);
        }

        return new QuadraticProblem(
            problem.Quadratic,
            problem.Linear.ToArray(),
            builder.Build(),
            [.. problem.RowLower, .. Enumerable.Repeat(double.NegativeInfinity, cuts.Count)],
            [.. problem.RowUpper, .. cuts.Select(cut => cut.Limit)],
            problem.ColumnLower.ToArray(),
            problem.ColumnUpper.ToArray(),
            problem.Constant);
    }
}
