using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Aladin;

/// <summary>The master problem: mixes of the columns so far that meet the bands at least cost.</summary>
/// <remarks>
/// <code>min Σ f a + κ⁺ e⁺ + κ⁻ e⁻   s.t.   lower ≤ Σ p a − e⁺ + e⁻ ≤ upper,   Σ_k a_ik = 1,   a, e ≥ 0</code>
/// Solved by the interior point method, whose central multipliers already are a mild stabilisation.
/// </remarks>
internal sealed class DantzigWolfeMaster(CouplingSet set)
{
    private readonly InteriorPointSolver _solver = new();
    private readonly List<IReadOnlyList<DantzigWolfeColumn>> _columns = [];

    /// <summary>Appends one column of every block.</summary>
    public void Add(IReadOnlyList<DantzigWolfeColumn> answers)
    {
        if (_columns.Count > 0 && _columns[0].Count != answers.Count)
        {
            throw new ArgumentException($"expected {_columns[0].Count} answers, got {answers.Count}", nameof(answers));
        }

        _columns.Add(answers);
    }

    /// <summary>The best mix. When the solver fails, its last point counts, made a mix again.</summary>
    public Mix Solve(double gapTolerance)
    {
        var problem = Build();
        var options = new SolverOptions { GapTolerance = Math.Clamp(0.01 * gapTolerance, 1e-9, 1e-6), RecordIterations = false };
        var result = _solver.Solve(problem, options);
        double[] multipliers = [.. result.RowDuals.Take(set.Rows).Select(y => double.IsFinite(y) ? -y : 0)];
        set.Clip(multipliers);
        return MixOf(result.Primal, multipliers, result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved && KktCheck.Check(problem, result).IsAccepted);
    }

    private QuadraticProblem Build()
    {
        var blocks = _columns[0].Count;
        var mixes = _columns.Count * blocks;
        var rows = set.Rows;
        var matrix = new SparseMatrixBuilder(rows + blocks, mixes + (2 * rows));
        var cost = new double[mixes + (2 * rows)];
        for (var j = 0; j < mixes; j++)
        {
            var column = _columns[j / blocks][j % blocks];
            cost[j] = column.Cost;
            matrix.Add(rows + (j % blocks), j, 1);
            foreach (var k in column.Constraints)
            {
                for (var t = 0; t < set.Steps; t++)
                {
                    matrix.Add((k * set.Steps) + t, j, column.Plan[t]);
                }
            }
        }

        for (var i = 0; i < rows; i++)
        {
            (cost[mixes + i], cost[mixes + rows + i]) = (set.SurplusPrice[i], set.ShortfallPrice[i]);
            matrix.Add(i, mixes + i, -1);
            matrix.Add(i, mixes + rows + i, 1);
        }

        double[] ones = [.. Enumerable.Repeat(1.0, blocks)];
        var upper = new double[cost.Length];
        Array.Fill(upper, double.PositiveInfinity);
        return new QuadraticProblem(null, cost, matrix.Build(), [.. set.Lower, .. ones], [.. set.Upper, .. ones], new double[cost.Length], upper);
    }

    private Mix MixOf(double[] primal, double[] multipliers, bool solved)
    {
        var blocks = _columns[0].Count;
        var mix = new Mix { Multipliers = multipliers, Solved = solved, Sums = new double[set.Rows], Weights = new double[blocks][] };
        for (var b = 0; b < blocks; b++)
        {
            double[] weights = [.. Enumerable.Range(0, _columns.Count).Select(k => Math.Max(0, primal[(k * blocks) + b]))];
            var total = weights.Sum();
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = total > 0 ? weights[k] / total : 1.0 / weights.Length;
            }

            mix.Weights[b] = weights;
            mix.Take(set.Steps, weights, k => _columns[k][b]);
        }

        return mix;
    }

    /// <summary>A mix with its sums.</summary>
    internal sealed class Mix
    {
        public required bool Solved { get; init; }

        public required double[] Multipliers { get; init; }

        public required double[] Sums { get; init; }

        public required double[][] Weights { get; init; }

        public double Cost { get; private set; }

        public double AbsoluteCost { get; private set; }

        public void Take(int steps, double[] weights, Func<int, DantzigWolfeColumn> column)
        {
            var cost = 0.0;
            for (var k = 0; k < weights.Length; k++)
            {
                var (plan, price, constraints) = column(k);
                cost += weights[k] * price;
                foreach (var c in constraints)
                {
                    for (var t = 0; t < steps; t++)
                    {
                        Sums[(c * steps) + t] += weights[k] * plan[t];
                    }
                }
            }

            Cost += cost;
            AbsoluteCost += Math.Abs(cost);
        }
    }
}
