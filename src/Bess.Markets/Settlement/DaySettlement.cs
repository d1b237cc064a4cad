namespace Bess.Markets.Settlement;

/// <summary>Settles a day from its quantities and prices.</summary>
/// <remarks>
/// <code>
/// dayAhead = Σ x π^DA Δt        realTime = Σ (s − x) π Δt        imbalance = Σ (m − s) π Δt
/// fees = −Σ [ f^DA |x| + (f^RT + k) (|s − x| + |m − s|) ] Δt      wear = −Σ [ w |m| + w_d m⁺ ] Δt − activation's − depth
/// </code>
/// x position, s set-point, m metered, π the price of <see cref="DeviationPrice"/> for the sign of m − x. Without a real-time market
/// realTime is 0 and imbalance and its fees count m − x. Under <see cref="DeviationRule.IndianNormalRate"/> imbalance has the price of
/// <see cref="IndianDeviationRate"/> for its own sign. Fees are on traded volume, not on what flows.
/// </remarks>
public static class DaySettlement
{
    /// <summary>The statement of a day.</summary>
    /// <param name="day">Quantities and prices.</param>
    /// <param name="terms">Fees, wear, rules.</param>
    public static SettlementStatement Of(SettlementDay day, SettlementTerms terms)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(terms);
        var hours = SettlementMoney.Hours(day.Step);
        decimal dayAhead = 0, realTime = 0, imbalance = 0, activation = 0, fees = 0, wear = 0;
        for (var t = 0; t < day.PositionMw.Count; t++)
        {
            var (x, asked, metered) = ((decimal)day.PositionMw[t], (decimal)day.SetpointMw[t], (decimal)day.MeteredMw[t]);
            var spot = SettlementMoney.Known(day.DayAheadPerMwh[t]);
            var price = PriceOf(day, terms, t, metered - x) ?? 0;
            dayAhead += hours * x * (spot ?? 0);
            if (!terms.TradesRealTime)
                asked = x;
            realTime += hours * (asked - x) * price;
            imbalance += hours * (metered - asked) * (terms.Deviation == DeviationRule.IndianNormalRate ? Charge(day, t, metered - asked) ?? 0 : price);
            fees -= hours * ((terms.DayAheadFeePerMwh * Math.Abs(x)) + (terms.DeviationFeePerMwh * (Math.Abs(asked - x) + Math.Abs(metered - asked))));
            wear -= hours * ((terms.ThroughputWearPerMwh * Math.Abs(metered)) + (terms.DischargeWearPerMwh * Math.Max(0, metered)));
            wear -= day.DepthWear.Count > 0 ? (decimal)day.DepthWear[t] : 0;
            foreach (var line in day.Reserves)
            {
                activation += hours * Activated(day, terms, line, t);
                wear -= hours * Ageing(terms, line, t);
            }
        }

        return new SettlementStatement
        {
            DayAhead = SettlementMoney.Cents(dayAhead),
            RealTime = SettlementMoney.Cents(realTime),
            Imbalance = SettlementMoney.Cents(imbalance),
            Activation = SettlementMoney.Cents(activation),
            Fees = SettlementMoney.Cents(fees),
            Wear = SettlementMoney.Cents(wear),
            Capacity = day.Reserves.ToDictionary(line => line.Product, line => SettlementMoney.Cents(hours * Capacity(line))),
        };
    }

    private static decimal? Charge(SettlementDay day, int t, decimal deviation) => IndianDeviationRate.Of(
        deviation, SettlementMoney.Known(day.DayAheadPerMwh[t]), day.ShortagePerMwh.Count > 0 ? SettlementMoney.Known(day.ShortagePerMwh[t]) : null);

    private static decimal? PriceOf(SettlementDay day, SettlementTerms terms, int t, decimal deviation)
    {
        var shortage = day.ShortagePerMwh.Count > 0 ? SettlementMoney.Known(day.ShortagePerMwh[t]) : null;
        var surplus = day.SurplusPerMwh.Count > 0 ? SettlementMoney.Known(day.SurplusPerMwh[t]) : shortage;
        return DeviationPrice.Of(deviation, SettlementMoney.Known(day.DayAheadPerMwh[t]), shortage, surplus, terms.TradesRealTime);
    }

    /// <summary>Given energy is paid as a surplus, taken energy pays as a shortage; by the day-ahead price where real time is no market or has none.</summary>
    private static decimal Activated(SettlementDay day, SettlementTerms terms, ReserveLine line, int t)
    {
        var held = (decimal)line.HeldMw[t];
        var spot = SettlementMoney.Known(day.DayAheadPerMwh[t]);
        decimal? Of(decimal sign) => !terms.TradesRealTime || Missing(day.ShortagePerMwh, t) ? spot : PriceOf(day, terms, t, sign);
        return held * ((line.ActivatedUpPerMw * (Of(1) ?? 0)) - (line.ActivatedDownPerMw * (Of(-1) ?? 0)));
    }

    private static bool Missing(IReadOnlyList<double> prices, int t) => prices.Count == 0 || !double.IsFinite(prices[t]);

    private static decimal Ageing(SettlementTerms terms, ReserveLine line, int t) => (decimal)line.HeldMw[t]
        * (((line.ThroughputPerMw + line.ActivatedUpPerMw + line.ActivatedDownPerMw) * terms.ThroughputWearPerMwh)
            + (line.ActivatedUpPerMw * terms.DischargeWearPerMwh));

    private static decimal Capacity(ReserveLine line)
    {
        decimal sum = 0;
        for (var t = 0; t < line.SoldMw.Count; t++)
            sum += SettlementMoney.Known(line.PricePerMwHour[t]) is { } price ? price * line.PaidMw(t) : 0;
        return sum;
    }
}
