namespace Bess.Optimization.Smoothing;

/// <summary>A primal-dual point of a <see cref="SmoothedProgramme"/>: distances to both bounds, their multipliers, row multipliers.</summary>
/// <remarks>Owned by an agent and lent to a <see cref="SmoothedSolver"/>; keeping or restoring it is one copy. Not thread-safe.</remarks>
public sealed class SmoothedIterate
{
    /// <summary>Creates a cold point.</summary>
    /// <param name="programme">What it belongs to.</param>
    public SmoothedIterate(SmoothedProgramme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        var count = programme.Columns;
        Below = new double[count];
        Above = new double[count];
        LowerDual = new double[count];
        UpperDual = new double[count];
        RowDual = new double[programme.RowCount];
    }

    /// <summary>True once there is a point to start from.</summary>
    public bool IsWarm { get; internal set; }

    /// <summary>x − l.</summary>
    internal double[] Below { get; }

    /// <summary>u − x.</summary>
    internal double[] Above { get; }

    internal double[] LowerDual { get; }

    internal double[] UpperDual { get; }

    internal double[] RowDual { get; }

    /// <summary>Takes another point of the same programme.</summary>
    /// <param name="other">The source.</param>
    public void CopyFrom(SmoothedIterate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.Below.CopyTo(Below, 0);
        other.Above.CopyTo(Above, 0);
        other.LowerDual.CopyTo(LowerDual, 0);
        other.UpperDual.CopyTo(UpperDual, 0);
        other.RowDual.CopyTo(RowDual, 0);
        IsWarm = other.IsWarm;
    }

    /// <summary>Forgets the point: the next answer starts cold.</summary>
    public void Reset() => IsWarm = false;
}
