namespace Bess.Scheduling.Checking;

/// <summary>The money a plan says it expects, and the prices from which that follows. All in the currency of the prices.</summary>
/// <remarks>The cost of cycle depth and the value of what is left at the end are not money of the plan and not in it.</remarks>
public sealed record MoneyClaim
{
    /// <summary>
    /// Energy markets. Their positions sum to the power of the battery, or to export − import at a connection (import first, then
    /// export); where the claim states a day-ahead schedule or venues, the positions are those.
    /// </summary>
    public required IReadOnlyList<MarketMoney> Markets { get; init; }

    /// <summary>Reserve products, in the order of the claim's; empty when none is sold.</summary>
    public IReadOnlyList<ReserveMoney> Reserves { get; init; } = [];

    /// <summary>Wear per MWh charged and per MWh discharged, currency/MWh.</summary>
    public double ThroughputWearPerMwh { get; init; }

    /// <summary>Wear per MWh discharged, currency/MWh.</summary>
    public double DischargedWearPerMwh { get; init; }

    /// <summary>Stated: fees of all markets; ≥ 0.</summary>
    public required double Fees { get; init; }

    /// <summary>Stated: wear of the dispatch and of expected activation; ≥ 0.</summary>
    public required double Wear { get; init; }

    /// <summary>Stated: revenue of all markets and reserves − fees − wear.</summary>
    public required double Total { get; init; }
}
