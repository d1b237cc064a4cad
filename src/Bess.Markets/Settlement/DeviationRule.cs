namespace Bess.Markets.Settlement;

/// <summary>By which rule a market settles what was metered against what was scheduled. Members are only ever appended.</summary>
public enum DeviationRule
{
    /// <summary>At the imbalance price, which is the second price of the market: <see cref="DeviationPrice"/>.</summary>
    Imbalance = 0,

    /// <summary>At the Indian charges for deviation, apart from the real-time market: <see cref="IndianDeviationRate"/>.</summary>
    IndianNormalRate = 1,
}
