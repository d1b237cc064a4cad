namespace Bess.Backtesting.Attribution;

/// <summary>An interval with its nominal coverage, or the reason why there is none.</summary>
/// <param name="Low">Lower end; NaN when there is none.</param>
/// <param name="High">Upper end; NaN when there is none.</param>
/// <param name="Level">Nominal coverage.</param>
/// <param name="Note">Why there is no interval; empty when there is one.</param>
public readonly record struct ConfidenceInterval(double Low, double High, double Level, string Note)
{
    /// <summary>Whether there is an interval.</summary>
    public bool IsKnown => !double.IsNaN(Low) && !double.IsNaN(High);

    /// <summary>Whether the interval lies wholly above zero.</summary>
    public bool IsAboveZero => Low > 0;

    /// <summary>Whether the interval lies wholly below zero.</summary>
    public bool IsBelowZero => High < 0;

    /// <summary>No interval.</summary>
    /// <param name="level">Coverage that was asked for.</param>
    /// <param name="note">Why there is none.</param>
    public static ConfidenceInterval Unknown(double level, string note) => new(double.NaN, double.NaN, level, note);

    /// <summary>The interval of the same thing in another unit.</summary>
    /// <param name="factor">&gt; 0.</param>
    public ConfidenceInterval Times(double factor) => this with { Low = Low * factor, High = High * factor };
}
