namespace Bess.Markets.Settlement;

/// <summary>The normal rate of charges for deviation in India.</summary>
/// <remarks>
/// Central Electricity Regulatory Commission, Deviation Settlement Mechanism Regulations 2024, in force since 16 September 2024: the
/// highest of the weighted day-ahead price, the real-time price, and a third each of day-ahead, real time and ancillary charge.
/// </remarks>
public static class IndianDeviationRate
{
    private const decimal Thirds = 3;

    /// <summary>The normal rate of a time block, INR/MWh.</summary>
    /// <param name="dayAheadPerMwh">Weighted average price of the integrated day-ahead market, INR/MWh.</param>
    /// <param name="realTimePerMwh">Price of the real-time market, INR/MWh.</param>
    /// <param name="ancillaryPerMwh">Ancillary service charge of all regional entities, INR/MWh.</param>
    public static decimal Normal(decimal dayAheadPerMwh, decimal realTimePerMwh, decimal ancillaryPerMwh) =>
        Math.Max(Math.Max(dayAheadPerMwh, realTimePerMwh), (dayAheadPerMwh + realTimePerMwh + ancillaryPerMwh) / Thirds);

    /// <summary>Cost of deviating a MWh, where a share of what flows deviates and is charged at the normal rate.</summary>
    /// <param name="share">Share of the traded energy that deviates, ≥ 0.</param>
    /// <param name="normalPerMwh">The normal rate, INR/MWh.</param>
    public static decimal PerTradedMwh(decimal share, decimal normalPerMwh) => share * normalPerMwh;
}
