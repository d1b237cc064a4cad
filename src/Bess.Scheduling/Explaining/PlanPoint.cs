using Bess.Optimization.Problems;

namespace Bess.Scheduling.Explaining;

/// <summary>A plan as columns of a programme: which step each column that is decided belongs to, and its value in the plan.</summary>
internal sealed class PlanPoint
{
    private const int Nobody = -1;
    private readonly Dictionary<int, (int Step, double Value)> _columns = [];

    /// <summary>Tells the value of a column.</summary>
    public void Set(int step, int column, double value) => _columns[column] = (step, value);

    /// <summary>Value of a column; 0 for one that was not told.</summary>
    public double Value(int column) => _columns.TryGetValue(column, out var entry) ? entry.Value : 0;

    /// <summary>
    /// What the plan loses against multipliers in each step: Σ multiplier × distance from the bound that it holds the column or row to. Over all
    /// columns and rows this sums to the gap between the plan's cost and the dual bound; those of the risk measure are left out.
    /// </summary>
    public double[] Losses(QuadraticProblem problem, double[] rowDuals, double[] columnDuals, int steps)
    {
        var losses = new double[steps];
        foreach (var (column, (step, value)) in _columns)
            losses[step] += Slack(columnDuals[column], value, problem.ColumnLower[column], problem.ColumnUpper[column]);
        var (activity, owner) = Rows(problem);
        for (var row = 0; row < owner.Length; row++)
        {
            if (owner[row] >= 0)
                losses[owner[row]] += Slack(rowDuals[row], activity[row], problem.RowLower[row], problem.RowUpper[row]);
        }

        return losses;
    }

    private static double Slack(double dual, double value, double lower, double upper)
    {
        var bound = dual > 0 ? lower : upper;
        return lower == upper || dual == 0 || !double.IsFinite(bound) ? 0 : dual * (value - bound);
    }

    /// <summary>Activity of each row, and the last step of its columns; nobody's where a column was not told.</summary>
    private (double[] Activity, int[] Owner) Rows(QuadraticProblem problem)
    {
        var matrix = problem.Constraints;
        var (activity, owner) = (new double[matrix.RowCount], new int[matrix.RowCount]);
        var isWhole = new bool[matrix.RowCount];
        Array.Fill(isWhole, true);
        Array.Fill(owner, Nobody);
        for (var column = 0; column < matrix.ColumnCount; column++)
        {
            var isTold = _columns.TryGetValue(column, out var entry);
            for (var k = matrix.ColumnPointers[column]; k < matrix.ColumnPointers[column + 1]; k++)
            {
                var row = matrix.RowIndices[k];
                isWhole[row] &= isTold;
                activity[row] += matrix.Values[k] * entry.Value;
                owner[row] = isTold ? Math.Max(owner[row], entry.Step) : owner[row];
            }
        }

        for (var row = 0; row < owner.Length; row++)
            owner[row] = isWhole[row] ? owner[row] : Nobody;
        return (activity, owner);
    }
}
