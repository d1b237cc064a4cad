namespace Bess.Scheduling.Formulations;

/// <summary>How a plan is kept from charging and discharging at once. Members are only ever appended.</summary>
public enum ExclusivityMode
{
    /// <summary>Not at all: the linear relaxation, for bounds and comparisons.</summary>
    Relaxed = 0,

    /// <summary>
    /// Steps that do both are held to the direction of their net power and the rest is solved again, until none is left. Fast; the
    /// relaxation bounds what it may have lost. Where holding leaves nothing feasible, the search of <see cref="Exact"/> takes over.
    /// </summary>
    Held = 1,

    /// <summary>Branch and bound with a binary on every step where a price, or the relaxation itself, makes both pay. Optimal.</summary>
    Exact = 2,
}
