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

    /// <summary>Steps that get the rows c/C + d/D ≤ 1, e_{t−1} + η_c Δt c_t ≤ e_hi and e_{t−1} − Δt d_t / η_d ≥ e_lo.</summary>
    /// <remarks>
    /// The first is the convex hull of "charge or discharge, not both", the others hold because a step that only charges must have
    /// had the room before. Valid for every exclusive plan, so they only tighten a relaxation.
    /// </remarks>
    public IReadOnlyList<bool> ExclusivityRows { get; init; } = [];

    /// <summary>Whether p = d − c is a column of its own: sparser risk rows, and needed for a proximal weight. Default true.</summary>
    public bool PowerColumns { get; init; } = true;
}
