using Bess.Backtesting.Attribution;

namespace Bess.Backtesting.Desk;

/// <summary>What was expected of the days against what came, currency a day.</summary>
/// <param name="Days">Days with an expectation.</param>
/// <param name="Bias">Mean of expected less realised.</param>
/// <param name="MeanAbsoluteError">Mean of its size.</param>
/// <param name="Correlation">Correlation of the two.</param>
public sealed record ExpectationDocument(int Days, double Bias, double MeanAbsoluteError, double Correlation)
{
    internal static ExpectationDocument Of(ExpectationFit fit) => new(fit.Days, fit.Bias, fit.MeanAbsoluteError, fit.Correlation);
}
