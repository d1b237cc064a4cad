using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Explaining;

/// <summary>A day-ahead schedule with its recourse, and the problem that it answers.</summary>
public sealed record TwoStagePlanQuestion
{
    /// <summary>Battery, prices, fees, risk. The day-ahead position is a decision and must be deliverable.</summary>
    public required TwoStageRequest Problem { get; init; }

    /// <summary>Day-ahead position, MW, one a step, &gt; 0 sold.</summary>
    public required IReadOnlyList<double> DayAheadMw { get; init; }

    /// <summary>Energy after each step were the day-ahead schedule run alone, MWh.</summary>
    public required IReadOnlyList<double> DayAheadEnergyMwh { get; init; }

    /// <summary>What the battery does in each scenario [scenario][step], MW.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> DispatchMw { get; init; }

    /// <summary>Energy after each step in each scenario [scenario][step], MWh.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> EnergyMwh { get; init; }

    /// <summary>The question of a plan.</summary>
    /// <param name="request">What was planned for.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The question.</returns>
    public static TwoStagePlanQuestion Of(TwoStageRequest request, TwoStagePlan plan)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        return new TwoStagePlanQuestion
        {
            Problem = request,
            DayAheadMw = plan.DayAheadMw,
            DayAheadEnergyMwh = plan.DayAheadEnergyMwh,
            DispatchMw = plan.DispatchMw,
            EnergyMwh = plan.EnergyMwh,
        };
    }
}
