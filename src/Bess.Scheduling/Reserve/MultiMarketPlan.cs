using Bess.Domain.Reserve;
using Bess.Domain.Time;
using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Reserve;

/// <summary>Energy schedule and reserve bids of a battery. Money in the currency of the prices.</summary>
public sealed record MultiMarketPlan
{
    /// <summary>How the solver ended; without <see cref="SolveStatus.Solved"/> or almost, all arrays are empty.</summary>
    public required SolveStatus Status { get; init; }

    /// <summary>The steps.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Net power, MW, length T, &gt; 0 discharge; without activation.</summary>
    public required double[] PowerMw { get; init; }

    /// <summary>Energy after each step with the expected activation, MWh.</summary>
    public required double[] EnergyMwh { get; init; }

    /// <summary>Position in each venue [venue][step], MW, &gt; 0 sold; they sum to the power.</summary>
    public required double[][] VenueMw { get; init; }

    /// <summary>The products, in the order of the request.</summary>
    public required IReadOnlyList<ReserveProduct> Products { get; init; }

    /// <summary>Sold capacity [product][step], MW.</summary>
    public required double[][] ReserveMw { get; init; }

    /// <summary>−E[profit] + λ CVaR − end value, as the solver has it.</summary>
    public required double Objective { get; init; }

    /// <summary>No plan of unrounded bids costs less than this.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Whether no step charges and discharges at once.</summary>
    public required bool IsExclusive { get; init; }

    /// <summary>How that came about, and whether the plan is an optimum.</summary>
    public ExclusivityOutcome Exclusivity { get; init; }

    /// <summary>Programmes solved.</summary>
    public required int Solves { get; init; }

    /// <summary>Whether there is a plan.</summary>
    public bool HasPlan => Status is SolveStatus.Solved or SolveStatus.AlmostSolved;
}
