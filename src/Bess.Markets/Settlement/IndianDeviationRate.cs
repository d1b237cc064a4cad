namespace Bess.Markets.Settlement;

/// <summary>Charges for deviation in India: metered against scheduled power, where the schedule is what was sold day-ahead and in real time.</summary>
/// <remarks>
/// <para>
/// Central Electricity Regulatory Commission, Deviation Settlement Mechanism and Related Matters Regulations 2024, in force since
/// 16 September 2024: the normal rate of a time block is the highest of the weighted day-ahead price, the real-time price, and a third
/// each of day-ahead, real time and ancillary charge; stand-alone storage is charged like a general seller.
/// </para>
/// <para>
/// The regulations pay and charge shares of the normal rate that depend on the frequency of the block and the size of the deviation;
/// over-injection is paid nothing from 50.05 Hz on. Neither the frequency nor the ancillary charge is among the market data, and the
/// table of shares could not be confirmed in a public source at hand. So <see cref="FallbackRule"/> holds: no deviation gains by it.
/// </para>
/// </remarks>
public static class IndianDeviationRate
{
    /// <summary>Name of the rule that holds without frequency and ancillary charge, in words.</summary>
    public const string FallbackRule =
        "Indian deviation settlement without frequency and ancillary charge: a shortage pays the higher of day-ahead and real-time price, a surplus is paid nothing";

    private const decimal Thirds = 3;

    /// <summary>The normal rate of a time block, INR/MWh.</summary>
    /// <param name="dayAheadPerMwh">Weighted average price of the integrated day-ahead market, INR/MWh.</param>
    /// <param name="realTimePerMwh">Price of the real-time market, INR/MWh.</param>
    /// <param name="ancillaryPerMwh">Ancillary service charge of all regional entities, INR/MWh.</param>
    public static decimal Normal(decimal dayAheadPerMwh, decimal realTimePerMwh, decimal ancillaryPerMwh) =>
        Math.Max(Math.Max(dayAheadPerMwh, realTimePerMwh), (dayAheadPerMwh + realTimePerMwh + ancillaryPerMwh) / Thirds);

    /// <summary>The price of a deviation by <see cref="FallbackRule"/>, INR/MWh.</summary>
    /// <param name="deviationMwh">Metered minus scheduled, MWh; &gt; 0 is a surplus: more given or less taken.</param>
    /// <param name="dayAheadPerMwh">Day-ahead price; null where there is none.</param>
    /// <param name="realTimePerMwh">Real-time price; null where there is none.</param>
    /// <returns>What a shortage pays or a surplus is paid, which is at most zero; null where there is no price at all.</returns>
    public static decimal? Of(decimal deviationMwh, decimal? dayAheadPerMwh, decimal? realTimePerMwh)
    {
        if ((dayAheadPerMwh ?? realTimePerMwh) is not { } dayAhead)
            return null;
        var realTime = realTimePerMwh ?? dayAhead;
        return deviationMwh > 0 ? Math.Min(0, Math.Min(dayAhead, realTime)) : Math.Max(dayAhead, realTime);
    }

    /// <summary>Cost of deviating a MWh, where a share of what flows deviates and is charged at the normal rate.</summary>
    /// <param name="share">Share of the traded energy that deviates, ≥ 0.</param>
    /// <param name="normalPerMwh">The normal rate, INR/MWh.</param>
    public static decimal PerTradedMwh(decimal share, decimal normalPerMwh) => share * normalPerMwh;
}
