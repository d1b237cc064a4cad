namespace Bess.Optimization.BranchAndBound;

/// <summary>Looks for a point by fixing columns that resist rounding, a third at a time, and solving again.</summary>
internal static class Diving
{
    private const int Rounds = 8;

    public static void Run(
        Relaxation start, Box box, Rounding rounding, RelaxationSolver solver, Func<double[], bool> offer, Func<double, bool> isClosed)
    {
        Relaxation relaxation = start;
        Box current = box.Copy();
        for (int round = 0; round < Rounds; round++)
        {
            var locked = new List<int>();
            double[] rounded = rounding.Simple(relaxation.X, current, locked);
            if (locked.Count == 0)
            {
                offer(rounded);
                return;
            }

            if (rounding.FixAndPropagate(relaxation.X, current) is { } complete) offer(complete.Lower);
            double[] x = relaxation.X;
            locked.Sort((left, right) => Distance(x[left]).CompareTo(Distance(x[right])) is var order && order != 0 ? order : left.CompareTo(right));
            foreach (int column in locked.Take((locked.Count + 2) / 3))
            {
                if (current.IsFixed(column)) continue;
                double near = Math.Clamp(Math.Round(x[column]), current.Lower[column], current.Upper[column]);
                Box? next = rounding.TryFix(current, column, near)
                    ?? rounding.TryFix(current, column, near > x[column] ? near - 1.0 : near + 1.0);
                if (next is null) return;
                current = next;
            }

            relaxation = solver.Solve(current, relaxation.Point);
            if (relaxation.Kind != RelaxationKind.Bounded || !relaxation.IsTrusted || isClosed(relaxation.Bound)) return;
        }
    }

    private static double Distance(double value) => Math.Abs(value - Math.Round(value));
}
