using Bess.Domain.Time;

namespace Bess.Backtesting.Markets;

/// <summary>The prices of a day as they came, on its day-ahead grid; NaN is missing.</summary>
/// <param name="Grid">The steps, T.</param>
/// <param name="DayAheadPerMwh">Day-ahead, currency/MWh, length T.</param>
/// <param name="ShortagePerMwh">What a shortage pays in real time, currency/MWh; empty without a real-time price.</param>
/// <param name="SurplusPerMwh">What a surplus is paid; empty when it is the same.</param>
/// <param name="ReservePerMwHour">Capacity prices [product][step], currency per MW and hour.</param>
public sealed record DayPrices(
    TimeGrid Grid, double[] DayAheadPerMwh, double[] ShortagePerMwh, double[] SurplusPerMwh, double[][] ReservePerMwHour)
{
    /// <summary>Whether a step has a price at which energy can be traded at all.</summary>
    /// <param name="step">The step.</param>
    /// <param name="tradesRealTime">Whether real time is a market.</param>
    public bool IsPriced(int step, bool tradesRealTime) =>
        double.IsFinite(DayAheadPerMwh[step]) || (tradesRealTime && HasRealTime(step));

    /// <summary>Whether a step has a real-time price.</summary>
    /// <param name="step">The step.</param>
    public bool HasRealTime(int step) =>
        ShortagePerMwh.Length > 0 && double.IsFinite(ShortagePerMwh[step]) && (SurplusPerMwh.Length == 0 || double.IsFinite(SurplusPerMwh[step]));
}
