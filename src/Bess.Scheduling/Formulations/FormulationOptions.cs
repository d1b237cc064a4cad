using Bess.Scheduling.Exclusivity;

namespace Bess.Scheduling.Formulations;

/// <summary>What is put on top of a battery's own problem. Every list has one value a step, or is empty for none.</summary>
public sealed record FormulationOptions
{
    /// <summary>y: money per MW of power, added to the cost as yᵀp.</summary>
    public IReadOnlyList<double> PricePerMw { get; init; } = [];

    /// <summary>ρ ≥ 0 in ½ Σ ρ_t (p_t − z_t)², money per MW².</summary>
    public IReadOnlyList<double> ProximalWeight { get; init; } = [];

    /// <summary>z, MW.</summary>
    public IReadOnlyList<double> ProximalCenterMw { get; init; } = [];

    /// <summary>Branch decisions: a limit of the other direction becomes zero.</summary>
    public IReadOnlyList<StepMode> Modes { get; init; } = [];

    /// <summary>Steps that get the row c/C + d/D ≤ 1, the convex hull of "charge or discharge, not both" in one step.</summary>
    /// <remarks>Valid for every exclusive plan, so it only tightens a relaxation.</remarks>
    public IReadOnlyList<bool> HullSteps { get; init; } = [];

    /// <summary>Whether p = d − c is a column of its own: sparser risk rows, and needed for a proximal weight. Default true.</summary>
    public bool PowerColumns { get; init; } = true;
}
