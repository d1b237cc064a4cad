namespace Bess.Backtesting.Running;

/// <summary>A finished run.</summary>
public sealed record BacktestOutcome
{
    /// <summary>What was run.</summary>
    public required BacktestRequest Request { get; init; }

    /// <summary>Its days in order.</summary>
    public required IReadOnlyList<DayOutcome> Days { get; init; }

    /// <summary>What perfect foresight would have earned under the same rules.</summary>
    public required Ceiling Ceiling { get; init; }

    /// <summary>Whether decisions rested on what was known.</summary>
    public required LeakageCertificate Leakage { get; init; }

    /// <summary>Hash of the last ledger entry, in hexadecimal.</summary>
    public required string LedgerHash { get; init; }

    /// <summary>Net of all days, currency.</summary>
    public decimal Net => Days.Sum(day => day.Net);
}
