namespace Bess.Scheduling.Checking;

/// <summary>What a plan says it earns in one energy market.</summary>
public sealed record MarketMoney
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Position, MW, one a step, &gt; 0 sold.</summary>
    public required IReadOnlyList<double> PositionMw { get; init; }

    /// <summary>Price of each step, currency/MWh; the mean over scenarios where there are several.</summary>
    public required IReadOnlyList<double> PricePerMwh { get; init; }

    /// <summary>Fee per MWh sold or bought, currency/MWh; ≥ 0.</summary>
    public double FeePerMwh { get; init; }

    /// <summary>Stated: price times energy sold, before fees; negative when buying costs more.</summary>
    public required double Revenue { get; init; }
}
