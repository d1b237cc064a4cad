namespace Bess.Optimization.InteriorPoint;

/// <summary>A point or a direction of the iteration; entity vectors have length n + m.</summary>
internal sealed class Iterate
{
    public Iterate(int variableCount, int rowCount)
    {
        int count = variableCount + rowCount;
        Value = new double[count];
        RowDual = new double[rowCount];
        LowerSlack = new double[count];
        UpperSlack = new double[count];
        LowerDual = new double[count];
        UpperDual = new double[count];
    }

    /// <summary>v = (x, A x).</summary>
    public double[] Value { get; }

    /// <summary>y; in inequalities always the lower minus the upper multiplier.</summary>
    public double[] RowDual { get; }

    /// <summary>t_l, which tends to v − lower; positive.</summary>
    public double[] LowerSlack { get; }

    /// <summary>t_u, which tends to upper − v; positive.</summary>
    public double[] UpperSlack { get; }

    /// <summary>z_l, multiplier of the lower bound; positive.</summary>
    public double[] LowerDual { get; }

    /// <summary>z_u, multiplier of the upper bound; positive.</summary>
    public double[] UpperDual { get; }

    /// <summary>Sets everything to zero, which is what entities without a bound keep.</summary>
    public void Clear()
    {
        Array.Clear(Value);
        Array.Clear(RowDual);
        Array.Clear(LowerSlack);
        Array.Clear(UpperSlack);
        Array.Clear(LowerDual);
        Array.Clear(UpperDual);
    }

    public void CopyFrom(Iterate other)
    {
        other.Value.CopyTo(Value, 0);
        other.RowDual.CopyTo(RowDual, 0);
        other.LowerSlack.CopyTo(LowerSlack, 0);
        other.UpperSlack.CopyTo(UpperSlack, 0);
        other.LowerDual.CopyTo(LowerDual, 0);
        other.UpperDual.CopyTo(UpperDual, 0);
    }
}
