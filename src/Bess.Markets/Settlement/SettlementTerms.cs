namespace Bess.Markets.Settlement;

/// <summary>Fees, wear and rules of a settlement; all rates ≥ 0, currency/MWh.</summary>
public sealed record SettlementTerms
{
    /// <summary>Per MWh of day-ahead position |x|.</summary>
    public decimal DayAheadFeePerMwh { get; init; }

    /// <summary>Per MWh traded again in real time.</summary>
    public decimal RealTimeFeePerMwh { get; init; }

    /// <summary>Per MWh of deviation, beside the fee.</summary>
    public decimal DeviationPerMwh { get; init; }

    /// <summary>Wear per MWh charged and per MWh discharged.</summary>
    public decimal ThroughputWearPerMwh { get; init; }

    /// <summary>Wear per MWh discharged.</summary>
    public decimal DischargeWearPerMwh { get; init; }

    /// <summary>Whether real time is a market for the plant; if not, deviations settle by <see cref="DeviationPrice"/>'s worse price.</summary>
    public bool TradesRealTime { get; init; }

    /// <summary>By which rule what was metered is settled against what was scheduled. Default: at the imbalance price.</summary>
    public DeviationRule Deviation { get; init; }

    /// <summary>
    /// Fee of a MWh of deviation from the day-ahead position. Without a real-time market it is no lower than the day-ahead fee, so that
    /// no fee is saved by delivering what was not sold.
    /// </summary>
    public decimal DeviationFeePerMwh =>
        (TradesRealTime ? RealTimeFeePerMwh : Math.Max(DayAheadFeePerMwh, RealTimeFeePerMwh)) + DeviationPerMwh;
}
