namespace Bess.Scheduling.Explaining;

/// <summary>What a market would pay in an interval, and what of that is left after what it takes from the rest of the plan.</summary>
public sealed record MarketReason
{
    /// <summary>Name of the venue or the reserve product.</summary>
    public required string Market { get; init; }

    /// <summary>Whether it is reserve capacity; otherwise energy.</summary>
    public required bool IsReserve { get; init; }

    /// <summary>What the plan does there, MW: &gt; 0 sold, &lt; 0 bought.</summary>
    public required double PositionMw { get; init; }

    /// <summary>
    /// What one MW more would pay for an hour before costs: the effective price of energy sold, minus that price for energy bought, the
    /// capacity price with the expected activation for reserve; currency, in sure money.
    /// </summary>
    public required double PaysPerMwHour { get; init; }

    /// <summary>Whether the figures are for buying; otherwise for selling. Reserve is always sold.</summary>
    public required bool IsPurchase { get; init; }

    /// <summary>What is left of that after fees, wear, the stored energy it takes and the room it blocks; ≤ 0 for a market that is rightly not used, 0 at the margin.</summary>
    public required double GainPerMwHour { get; init; }

    /// <summary>Whether the plan is in the market, more than a ten-thousandth of the power limit.</summary>
    public required bool IsUsed { get; init; }
}
