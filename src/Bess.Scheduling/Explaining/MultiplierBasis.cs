namespace Bess.Scheduling.Explaining;

/// <summary>The problem whose multipliers the reasons use. Members are only ever appended.</summary>
public enum MultiplierBasis
{
    /// <summary>The whole problem: its linear relaxation has the plan as an optimum, so the multipliers justify directions and bids as well.</summary>
    Whole = 0,

    /// <summary>
    /// The problem with the plan's decisions held: the direction of each step (where negative prices make charging and discharging at
    /// once pay) and bids that were rounded to their size. The multipliers justify amounts; a direction is justified by the cost of its opposite.
    /// </summary>
    HeldDecisions = 1,
}
