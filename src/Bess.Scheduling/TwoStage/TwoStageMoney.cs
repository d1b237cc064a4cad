namespace Bess.Scheduling.TwoStage;

/// <summary>The money of a scenario from powers alone; wear of cycle depth is the solver's and not in it.</summary>
public static class TwoStageMoney
{
    /// <summary>Profit of a dispatch against a day-ahead position, after fees on traded volume, deviation cost and throughput wear.</summary>
    /// <param name="request">Prices, fees and wear.</param>
    /// <param name="scenario">0 … S − 1.</param>
    /// <param name="dayAheadMw">x, MW, length T.</param>
    /// <param name="dispatchMw">y, MW, length T.</param>
    /// <returns>Currency.</returns>
    public static double Profit(TwoStageRequest request, int scenario, ReadOnlySpan<double> dayAheadMw, ReadOnlySpan<double> dispatchMw)
    {
        ArgumentNullException.ThrowIfNull(request);
        var dayAhead = request.DayAheadPrices(scenario);
        var realTime = request.RealTime.PricesPerMwh(scenario);
        var wear = request.Plant.WearInForce;
        var perHour = 0.0;
        for (var t = 0; t < dispatchMw.Length; t++)
        {
            var (x, y) = (dayAheadMw[t], dispatchMw[t]);
            perHour += (dayAhead[t] * x) + (realTime[t] * (y - x)) - (request.DayAheadFeePerMwh * Math.Abs(x))
                - ((request.RealTimeFeePerMwh + request.DeviationCostPerMwh) * Math.Abs(y - x))
                - (wear.ThroughputPerMwh * Math.Abs(y)) - (wear.DischargedPerMwh * Math.Max(0, y));
        }

        return request.Hours * perHour;
    }
}
