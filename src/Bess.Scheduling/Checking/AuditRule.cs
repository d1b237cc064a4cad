namespace Bess.Scheduling.Checking;

/// <summary>The rule that a finding says is broken. Members are only ever appended.</summary>
public enum AuditRule
{
    /// <summary>A list has another length than the grid, or a number is not finite.</summary>
    Shape = 0,

    /// <summary>Power beyond a limit of the battery.</summary>
    PowerLimit = 1,

    /// <summary>Stated energy is not what the power gives (burnt energy, a wrong start).</summary>
    EnergyBalance = 2,

    /// <summary>Energy outside the window, further out than the start was.</summary>
    EnergyWindow = 3,

    /// <summary>The end of the horizon is not as asked.</summary>
    EndOfHorizon = 4,

    /// <summary>Power changes faster than the ramp limit.</summary>
    Ramp = 5,

    /// <summary>More discharge in a day than the cycle limit.</summary>
    CycleLimit = 6,

    /// <summary>A negative amount, or one that is no bid of the product.</summary>
    BidSize = 7,

    /// <summary>The amount changes within a block of the product.</summary>
    Block = 8,

    /// <summary>Upward headroom is missing for schedule and reserves together.</summary>
    UpwardPower = 9,

    /// <summary>Downward headroom is missing for schedule and reserves together.</summary>
    DownwardPower = 10,

    /// <summary>Stored energy is missing for full upward activation.</summary>
    UpwardEndurance = 11,

    /// <summary>Room is missing for full downward activation.</summary>
    DownwardEndurance = 12,

    /// <summary>Powers at the connection do not sum to zero.</summary>
    NodalBalance = 13,

    /// <summary>Import or export beyond the limit, negative, or both at once.</summary>
    Connection = 14,

    /// <summary>Curtailment outside 0 … solar power.</summary>
    Curtailment = 15,

    /// <summary>The day-ahead schedule could not be delivered by itself.</summary>
    DayAheadDelivery = 16,

    /// <summary>Positions in the venues do not sum to the dispatch, or one sells while another buys.</summary>
    Venues = 17,

    /// <summary>Reserve was not delivered in the replay of a frequency trace.</summary>
    Replay = 18,

    /// <summary>Stated money is not what powers, amounts and prices give.</summary>
    Money = 19,

    /// <summary>The day-ahead position changes within a block of the auction.</summary>
    DayAheadBlock = 20,
}
