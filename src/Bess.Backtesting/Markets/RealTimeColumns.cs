namespace Bess.Backtesting.Markets;

/// <summary>Names of columns that may be the second price of a zone, in order of preference; without currency and unit.</summary>
public static class RealTimeColumns
{
    /// <summary>Settlement prices of imbalance first, then real-time markets, then intraday and index prices.</summary>
    public static IReadOnlyList<string> Stems { get; } =
    [
        "imbalance", "imbalance_price", "system_price", "real_time", "rtm", "imbalance_shortage", "id3", "intraday_continuous_vwap", "id1",
        "intraday_auction_15min", "intraday", "market_index", "spot",
    ];

    /// <summary>The column beside a shortage's that says what a surplus is paid.</summary>
    /// <param name="column">A column.</param>
    /// <returns>The name of its counterpart, or null.</returns>
    public static string? SurplusOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Contains("_shortage_", StringComparison.Ordinal) ? column.Replace("_shortage_", "_surplus_", StringComparison.Ordinal) : null;
    }

    /// <summary>Place of a column in the order of preference.</summary>
    /// <param name="column">Such as <c>imbalance_eur_per_mwh</c>, or <c>real_time_hb_north_usd_per_mwh</c>, which a stem begins.</param>
    /// <returns>0 for the most preferred; null when it is none.</returns>
    public static int? RankOf(string column)
    {
        var (stem, _) = PriceName.Split(column);
        if (stem is null)
            return null;
        for (var k = 0; k < Stems.Count; k++)
        {
            if (stem == Stems[k])
                return k;
        }

        return stem.StartsWith("real_time_", StringComparison.Ordinal) ? Stems.Count : null;
    }
}
