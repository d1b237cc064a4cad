namespace Bess.Scheduling.Explaining;

/// <summary>What a plan does in an interval. Members are only ever appended.</summary>
public enum IntervalAction
{
    /// <summary>Nothing: the power is below a ten-thousandth of the larger power limit.</summary>
    Idle = 0,

    /// <summary>Takes energy (or, of a day-ahead position, buys it).</summary>
    Charge = 1,

    /// <summary>Gives energy (or, of a day-ahead position, sells it).</summary>
    Discharge = 2,
}
