using Bess.Optimization.Problems;

namespace Bess.Optimization.BranchAndBound;

/// <summary>Chooses the column to branch on and makes the children.</summary>
internal sealed class Brancher(
    BranchAndBoundOptions options, int[] integerColumns, Propagation propagation, Func<Box, PrimalDualPoint?, Relaxation> solve)
{
    private readonly PseudoCosts _pseudoCosts = new(integerColumns.Length == 0 ? 0 : integerColumns.Max() + 1);

    /// <summary>What branching led to.</summary>
    /// <param name="Next">The child to look at next, or null when none is left.</param>
    /// <param name="Other">The other child, or null.</param>
    /// <param name="IsInterrupted">Cancelled or out of time; then there are no children.</param>
    public readonly record struct Outcome(Node? Next, Node? Other, bool IsInterrupted = false);

    public void Observe(Branch branch, double bound) => _pseudoCosts.Observe(branch, bound);

    /// <summary>Branches.</summary>
    /// <param name="box">Bounds of the node; some integer column is not fixed.</param>
    /// <param name="node">The node.</param>
    /// <param name="relaxation">Its relaxation.</param>
    /// <param name="rounded">Rounded values, which tell the side to dive to.</param>
    /// <param name="locked">Columns that resist rounding.</param>
    /// <param name="isClosed">Whether a bound needs no further look.</param>
    public Outcome Branch(
        Box box, Node node, Relaxation relaxation, double[] rounded, List<int> locked, Func<double, bool> isClosed)
    {
        double[] x = relaxation.X;
        int[] candidates = Candidates(box, x, locked);
        if (options.Branching == BranchingRule.MostFractional || options.Reliability == 0)
        {
            int column = options.Branching == BranchingRule.MostFractional
                ? candidates.MaxBy(j => Fractionality(x[j]))
                : candidates.MaxBy(j => _pseudoCosts.Score(j, x[j]));
            var (down, up) = Children(box, node, relaxation, column, x[column]);
            return rounded[column] <= down.Upper[Array.IndexOf(integerColumns, column)] ? new(down, up) : new(up, down);
        }

        return ByTrial(box, node, relaxation, candidates, rounded, isClosed);
    }

    private Outcome ByTrial(
        Box box, Node node, Relaxation relaxation, int[] candidates, double[] rounded, Func<double, bool> isClosed)
    {
        double[] x = relaxation.X;
        (Node Down, Node Up, int Column)? chosen = null;
        double bestScore = double.NegativeInfinity;
        int trials = 0;
        foreach (int column in candidates.OrderByDescending(j => _pseudoCosts.Score(j, x[j])))
        {
            var (down, up) = Children(box, node, relaxation, column, x[column]);
            double score = _pseudoCosts.Score(column, x[column]);
            if (_pseudoCosts.Count(column) < options.Reliability && trials < options.TrialLimit)
            {
                trials++;
                Node? triedDown = Try(box, down, out bool isDownInterrupted);
                Node? triedUp = Try(box, up, out bool isUpInterrupted);
                if (isDownInterrupted || isUpInterrupted) return new Outcome(null, null, true);
                // A side that holds nothing of interest decides at once; its bound is kept by the caller, who closes it.
                if (triedDown is null || triedUp is null) return new Outcome(triedDown ?? triedUp, null);
                if (isClosed(triedDown.Bound) || isClosed(triedUp.Bound)) return Ordered(triedDown, triedUp, triedDown.Bound <= triedUp.Bound);
                (down, up) = (triedDown, triedUp);
                score = PseudoCosts.Score(down.Bound - node.Bound, up.Bound - node.Bound);
            }

            if (!(score > bestScore)) continue;
            bestScore = score;
            chosen = (down, up, column);
        }

        var best = chosen!.Value;

        bool isDownFirst = best.Down.Known is not null && best.Up.Known is not null && best.Down.Bound != best.Up.Bound
            ? best.Down.Bound < best.Up.Bound
            : rounded[best.Column] <= best.Down.Upper[Array.IndexOf(integerColumns, best.Column)];
        return Ordered(best.Down, best.Up, isDownFirst);
    }

    private static Outcome Ordered(Node down, Node up, bool isDownFirst) => isDownFirst ? new(down, up) : new(up, down);

    /// <summary>Solves a child; null when it is infeasible.</summary>
    private Node? Try(Box parent, Node child, out bool isInterrupted)
    {
        isInterrupted = false;
        Box box = parent.Copy();
        for (int k = 0; k < integerColumns.Length; k++)
            (box.Lower[integerColumns[k]], box.Upper[integerColumns[k]]) = (child.Lower[k], child.Upper[k]);
        if (!propagation.Tighten(box, child.Branch!.Column)) return null;
        Relaxation relaxation = solve(box, child.Start);
        isInterrupted = relaxation.Kind == RelaxationKind.Interrupted;
        if (relaxation.Kind == RelaxationKind.Infeasible) return null;
        if (relaxation.Kind != RelaxationKind.Bounded) return child;
        double bound = Math.Max(child.Bound, relaxation.Bound);
        _pseudoCosts.Observe(child.Branch, bound);
        return child with { Bound = bound, Known = relaxation with { Problem = null } };
    }

    private int[] Candidates(Box box, double[] x, List<int> locked)
    {
        int[] chosen = [.. locked.Where(j => !box.IsFixed(j) && Fractionality(x[j]) > Rounding.Integrality)];
        if (chosen.Length > 0) return chosen;
        chosen = [.. integerColumns.Where(j => !box.IsFixed(j) && Fractionality(x[j]) > Rounding.Integrality)];
        if (chosen.Length > 0) return chosen;
        return [integerColumns.Where(j => !box.IsFixed(j)).MaxBy(j => Fractionality(x[j]))];
    }

    private (Node Down, Node Up) Children(Box box, Node node, Relaxation relaxation, int column, double value)
    {
        value = Math.Clamp(value, box.Lower[column], box.Upper[column]);
        double floor = Math.Floor(value);
        if (Fractionality(value) <= Rounding.Integrality)
        {
            // Nothing to cut off: the integer stays on one side.
            double nearest = Math.Round(value);
            floor = nearest > box.Lower[column] ? nearest - 1.0 : nearest;
        }

        var down = integerColumns.Select(j => j == column ? floor : box.Upper[j]).ToArray();
        var up = integerColumns.Select(j => j == column ? floor + 1.0 : box.Lower[j]).ToArray();
        var lower = Array.ConvertAll(integerColumns, j => box.Lower[j]);
        var upper = Array.ConvertAll(integerColumns, j => box.Upper[j]);
        PrimalDualPoint? start = options.WarmStart && relaxation.IsTrusted ? relaxation.Point : null;
        return (
            new Node(lower, down, node.Bound, node.Depth + 1, new Branch(column, false, value - floor, node.Bound), start, null),
            new Node(up, upper, node.Bound, node.Depth + 1, new Branch(column, true, floor + 1.0 - value, node.Bound), start, null));
    }

    private static double Fractionality(double value) => Math.Abs(value - Math.Round(value));
}
