namespace Bess.Scheduling.Exclusivity;

/// <summary>An exclusive plan of one battery and what is known of its quality. Vectors have length T.</summary>
public sealed record ExclusivePlan
{
    /// <summary>How the search ended; without a plan the vectors are zero and the costs infinite.</summary>
    public required ExclusiveStatus Status { get; init; }

    /// <summary>The mode in which each step ended; <see cref="StepMode.Free"/> nowhere when there is a plan.</summary>
    public required StepMode[] Modes { get; init; }

    /// <summary>p, MW, discharge positive.</summary>
    public required double[] PowerMw { get; init; }

    /// <summary>Stored energy after each step, simulated from the power, MWh.</summary>
    public required double[] EnergyMwh { get; init; }

    /// <summary>The battery's own cost f, money, evaluated exactly on the power.</summary>
    public required double Cost { get; init; }

    /// <summary>f + yᵀp + ½ Σ ρ (p − z)², money.</summary>
    public required double Objective { get; init; }

    /// <summary>Lower bound of the objective over all exclusive plans, money.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Bound of the relaxation that may charge and discharge at once, money.</summary>
    public required double RelaxationBound { get; init; }

    /// <summary>Steps of the first relaxation that charged and discharged at once.</summary>
    public required IReadOnlyList<int> OverlapSteps { get; init; }

    /// <summary>Relaxations solved.</summary>
    public required int Nodes { get; init; }
}
