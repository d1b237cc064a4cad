namespace Bess.Backtesting.Attribution;

/// <summary>How intervals are drawn. The same settings give the same interval, bit for bit.</summary>
public sealed record BootstrapSettings
{
    /// <summary>Fewest blocks that a run must hold for an interval to be given.</summary>
    public const int FewestBlocks = 4;

    /// <summary>Length of a block, days, ≥ 1. Default: 7, so that weekdays and spells of weather stay together.</summary>
    public int BlockDays { get; init; } = 7;

    /// <summary>Number of draws, ≥ 1. Default: 2,000.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>Nominal coverage, in (0, 1). Default: 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of the draws. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Fewest days for which an interval is given.</summary>
    public int FewestDays => FewestBlocks * BlockDays;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BlockDays, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 1);
        if (!(Level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Level), Level, "Expected a number in (0, 1).");
    }
}
