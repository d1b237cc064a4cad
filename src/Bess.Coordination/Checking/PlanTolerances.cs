namespace Bess.Coordination.Checking;

/// <summary>How much a plan may miss a limit and still be called feasible. All relative, no unit, &gt; 0.</summary>
public sealed record PlanTolerances
{
    /// <summary>Power and ramp, as a share of the battery's larger power limit. Default 1e-6.</summary>
    public double Power { get; init; } = 1e-6;

    /// <summary>Stored energy, as a share of the battery's capacity. Default 1e-6.</summary>
    public double Energy { get; init; } = 1e-6;

    /// <summary>Coupled sums, as a share of the largest bound of the constraint or power limit in its group. Default 1e-5.</summary>
    public double Coupling { get; init; } = 1e-5;
}
