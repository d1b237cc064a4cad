using Bess.Backtesting.Attribution;

namespace Bess.Backtesting.Experiments;

/// <summary>A run at one weight of risk.</summary>
/// <param name="Lambda">Weight λ of CVaR that plans used.</param>
/// <param name="MeanNet">Mean net of a day, currency.</param>
/// <param name="NetPerMwYear">Net per MW and year.</param>
/// <param name="TailLoss">Realised CVaR of the daily loss at 5 %, currency; &gt; 0 when money is lost.</param>
/// <param name="IsDominated">Whether another point earns as much with no larger tail loss, and is better in one of the two.</param>
public sealed record FrontierPoint(double Lambda, double MeanNet, double NetPerMwYear, double TailLoss, bool IsDominated)
{
    /// <summary>This weight − the first one, by day paired; null for the first, and where a point was made without its run.</summary>
    public DifferenceReport? AgainstFirst { get; init; }
}
