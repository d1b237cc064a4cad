namespace Bess.Scheduling.Explaining;

/// <summary>Whether a plan could be explained as the best one. Members are only ever appended.</summary>
public enum ExplanationStatus
{
    /// <summary>The plan is an optimum of its own problem, up to rounding; every reason holds.</summary>
    Optimal = 0,

    /// <summary>The plan costs a little more than the best one (<see cref="PlanExplanation.Gap"/> says how much); reasons hold up to that.</summary>
    NearOptimal = 1,

    /// <summary>The plan is not near the optimum of the problem that it was given with; there are no reasons.</summary>
    NotOptimal = 2,

    /// <summary>The plan checker refused the plan; there are no reasons.</summary>
    Refused = 3,

    /// <summary>The multipliers could not be computed; there are no reasons.</summary>
    NotSolved = 4,
}
