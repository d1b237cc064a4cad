using Bess.Backtesting.Experiments;

namespace Bess.Backtesting.Desk;

/// <summary>A point of a frontier in a document.</summary>
/// <param name="Lambda">Weight λ of CVaR.</param>
/// <param name="MeanPerDay">Mean net of a day, currency.</param>
/// <param name="ConditionalValueAtRisk">Realised CVaR of the daily loss, currency.</param>
/// <param name="NetPerMwYear">Net per MW and year.</param>
/// <param name="IsEfficient">Whether no other point dominates it.</param>
public sealed record FrontierDocument(double Lambda, double MeanPerDay, double ConditionalValueAtRisk, double NetPerMwYear, bool IsEfficient)
{
    /// <summary>Net per MW and year less that of the first weight, by day paired; null for the first.</summary>
    public FrontierDifference? Net { get; init; }

    /// <summary>CVaR of the daily loss per MW less that of the first weight; null for the first.</summary>
    public FrontierDifference? TailLoss { get; init; }

    /// <summary>The document of a point.</summary>
    /// <param name="point">The point.</param>
    public static FrontierDocument Of(FrontierPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new FrontierDocument(point.Lambda, point.MeanNet, point.TailLoss, point.NetPerMwYear, !point.IsDominated)
        {
            Net = point.AgainstFirst is { } net ? new FrontierDifference(net.DifferencePerMwYear, net.Interval.Low, net.Interval.High) : null,
            TailLoss = point.AgainstFirst is { } tail ? new FrontierDifference(tail.TailLossDifferencePerMw, tail.TailLossInterval.Low, tail.TailLossInterval.High) : null,
        };
    }
}
