namespace Bess.Scheduling.Formulations;

/// <summary>What became of "never charge and discharge at once" in a plan. Members are only ever appended.</summary>
public enum ExclusivityOutcome
{
    /// <summary>Nobody asked, or the relaxation failed; see <c>IsExclusive</c> of the plan for whether it happens to hold.</summary>
    Relaxed = 0,

    /// <summary>The relaxation did not do both anywhere, so the plan is an optimum of the whole problem.</summary>
    NeverBoth = 1,

    /// <summary>Steps were held to a direction or planned again; the distance to <c>LowerBound</c> bounds what that lost.</summary>
    Held = 2,

    /// <summary>The search ended at an optimum of the whole problem.</summary>
    Searched = 3,

    /// <summary>The search ended at a limit with a plan that does not do both; <c>LowerBound</c> says how good it is at least.</summary>
    SearchEndedEarly = 4,

    /// <summary>No plan that never does both was found, and none is returned.</summary>
    NotReached = 5,
}
