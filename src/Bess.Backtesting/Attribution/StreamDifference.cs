namespace Bess.Backtesting.Attribution;

/// <summary>A stream in two runs, currency per MW and year over their common days.</summary>
/// <param name="Name">Name of the stream.</param>
/// <param name="APerMwYear">In the first run; 0 when it has no such stream.</param>
/// <param name="BPerMwYear">In the second.</param>
/// <param name="Interval">Of the difference, first − second.</param>
public sealed record StreamDifference(string Name, double APerMwYear, double BPerMwYear, ConfidenceInterval Interval)
{
    /// <summary>First − second.</summary>
    public double DifferencePerMwYear => APerMwYear - BPerMwYear;
}
