namespace Bess.Markets.Settlement;

/// <summary>Money of a day by stream, each rounded to cents; &gt; 0 is earned.</summary>
public sealed record SettlementStatement
{
    /// <summary>Position at the day-ahead price.</summary>
    public required decimal DayAhead { get; init; }

    /// <summary>Traded again in real time.</summary>
    public required decimal RealTime { get; init; }

    /// <summary>What the plant did against its set-point, or against its position where there is no real-time market.</summary>
    public required decimal Imbalance { get; init; }

    /// <summary>Activated reserve energy.</summary>
    public required decimal Activation { get; init; }

    /// <summary>Fees; ≤ 0.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Wear; ≤ 0.</summary>
    public required decimal Wear { get; init; }

    /// <summary>Capacity by product.</summary>
    public required IReadOnlyDictionary<string, decimal> Capacity { get; init; }

    /// <summary>The sum of all streams, exactly.</summary>
    public decimal Net => DayAhead + RealTime + Imbalance + Activation + Fees + Wear + Capacity.Values.Sum();
}
