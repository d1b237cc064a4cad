using Bess.Domain.Time;
using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Connection;

/// <summary>What battery, photovoltaics and connection do. All powers in MW, one a step; money in the currency of the prices.</summary>
public sealed record ConnectionPlan
{
    /// <summary>How the solver ended; without <see cref="SolveStatus.Solved"/> or almost, all arrays are empty.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>The steps.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Net power of the battery, &gt; 0 discharge.</summary>
    public required double[] PowerMw { get; init; }

    /// <summary>Energy after each step, MWh.</summary>
    public required double[] EnergyMwh { get; init; }

    /// <summary>Import.</summary>
    public required double[] ImportMw { get; init; }

    /// <summary>Export.</summary>
    public required double[] ExportMw { get; init; }

    /// <summary>Curtailed part of the sun's power.</summary>
    public required double[] CurtailedMw { get; init; }

    /// <summary>Import cost − export income + wear − end value, as the solver has it.</summary>
    public required double Objective { get; init; }

    /// <summary>No plan costs less than this.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Whether no step does two opposite things at once.</summary>
    public required bool IsExclusive { get; init; }

    /// <summary>How that came about, and whether the plan is an optimum.</summary>
    public ExclusivityOutcome Exclusivity { get; init; }

    /// <summary>Programmes solved.</summary>
    public required int Solves { get; init; }

    /// <summary>Whether there is a plan.</summary>
    public bool HasPlan => Status is SolveStatus.Solved or SolveStatus.AlmostSolved;
}
