namespace Bess.Optimization.Aladin;

/// <summary>Everything of one iteration summed over blocks and virtual blocks, in coupling rows.</summary>
internal sealed class Totals
{
    private Totals(int rows)
    {
        Sums = new double[rows];
        Residuals = new double[rows];
        Linear = new double[rows];
        BarrierDerivative = new double[rows];
    }

    /// <summary>Σ p.</summary>
    public double[] Sums { get; }

    /// <summary>Σ p − v.</summary>
    public double[] Residuals { get; }

    /// <summary>Right-hand side of the Newton step in price space at a fixed μ.</summary>
    public double[] Linear { get; }

    /// <summary>… and its derivative by μ.</summary>
    public double[] BarrierDerivative { get; }

    public double Cost { get; private set; }

    public double AbsoluteCost { get; private set; }

    /// <summary>Σ of the blocks' bounds at the broadcast price; −∞ when one is missing.</summary>
    public double LowerBound { get; private set; }

    /// <summary>M.</summary>
    public double Terms { get; private set; }

    public int Blocks { get; private set; }

    public static Totals Of(IReadOnlyList<ResponseSums> classes, CouplingSet set, CouplingBarrier barrier, double[] y)
    {
        var totals = new Totals(set.Rows) { Terms = barrier.Terms };
        foreach (var group in classes)
        {
            totals.Take(group, set.Steps);
        }

        for (var i = 0; i < set.Rows; i++)
        {
            var value = barrier.Value(i);
            totals.Residuals[i] = totals.Sums[i] - value;
            totals.Linear[i] += totals.Residuals[i] + barrier.PriceShift(i, y[i]);
            totals.BarrierDerivative[i] -= barrier.BarrierDerivative(i);
        }

        return totals;
    }

    /// <summary>Sums, costs and bounds alone, without virtual blocks.</summary>
    public static Totals Plain(IReadOnlyList<ResponseSums> classes, CouplingSet set)
    {
        var totals = new Totals(set.Rows);
        foreach (var group in classes)
        {
            totals.Take(group, set.Steps);
        }

        return totals;
    }

    private void Take(ResponseSums group, int steps)
    {
        Cost += group.Cost;
        AbsoluteCost += group.AbsoluteCost;
        LowerBound += group.LowerBound;
        Terms += group.BarrierTerms;
        Blocks += group.Blocks;
        foreach (var k in group.Constraints)
        {
            for (var t = 0; t < steps; t++)
            {
                var row = (k * steps) + t;
                Sums[row] += group.Value[t];
                Linear[row] += group.NewtonStep[t];
                BarrierDerivative[row] += group.BarrierDerivative[t];
            }
        }
    }
}
