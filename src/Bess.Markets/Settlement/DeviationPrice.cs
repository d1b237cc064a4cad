namespace Bess.Markets.Settlement;

/// <summary>At which price a deviation from the day-ahead position is settled.</summary>
/// <remarks>
/// Who trades in real time settles at the real-time price: one price, or two where shortage and surplus are priced apart; of these the
/// surplus never gets more than the shortage pays. Who does not, or finds no real-time price, gets the day-ahead price made worse: a
/// surplus is paid the lower of it and the real-time price, a shortage pays the higher; where there is no real-time price, zero stands
/// in its place. So a deviation never gains against the day-ahead price.
/// </remarks>
public static class DeviationPrice
{
    /// <summary>Name of the rule that holds where no real-time price is, in words.</summary>
    public const string FallbackRule = "deviation without a real-time price: the day-ahead price, for a surplus at most zero, for a shortage at least zero";

    /// <summary>The price of a deviation.</summary>
    /// <param name="deviationMwh">Delivered minus sold, MWh; &gt; 0 is a surplus.</param>
    /// <param name="dayAheadPerMwh">Day-ahead price; null where there is none.</param>
    /// <param name="shortagePerMwh">What a shortage pays; null where there is none.</param>
    /// <param name="surplusPerMwh">What a surplus is paid; null where there is none.</param>
    /// <param name="tradesRealTime">Whether real time is a market for the plant, not only a settlement.</param>
    /// <returns>Currency/MWh; null where there is no price at all.</returns>
    public static decimal? Of(decimal deviationMwh, decimal? dayAheadPerMwh, decimal? shortagePerMwh, decimal? surplusPerMwh, bool tradesRealTime)
    {
        var isSurplus = deviationMwh > 0;
        var realTime = shortagePerMwh is { } pays && surplusPerMwh is { } gets ? Worse(isSurplus, pays, gets) : (decimal?)null;
        if (dayAheadPerMwh is not { } dayAhead || (tradesRealTime && realTime is not null))
            return realTime;
        return Worse(isSurplus, dayAhead, realTime ?? 0);
    }

    private static decimal Worse(bool isSurplus, decimal one, decimal other) => isSurplus ? Math.Min(one, other) : Math.Max(one, other);
}
