using Bess.Backtesting.Markets;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;

namespace Bess.Backtesting.Knowledge.Forecasts;

/// <summary>Joint paths by a Gaussian copula that is learnt once a week from the forecasts of the days before and what came.</summary>
internal sealed class PathBook(BacktestMarket market, SeriesBook series, int seed)
{
    private const int PastDays = 60;
    private const int BlockDays = 7;

    private readonly Dictionary<(string Series, int Block, TimeSpan Step), GaussianCopula?> _copulas = [];
    private readonly Lock _lock = new();

    public JointScenarios? Draw(QuantileForecast[] forecasts, DateOnly day, int count)
    {
        GaussianCopula? copula;
        lock (_lock)
        {
            var block = day.DayNumber / BlockDays * BlockDays;
            var key = (string.Join('|', forecasts.Select(one => one.Series)), block, forecasts[0].Grid.Step);
            if (!_copulas.TryGetValue(key, out copula))
                _copulas[key] = copula = Learn(forecasts, DateOnly.FromDayNumber(block));
        }

        return copula is null ? null : ScenarioSampler.Draw(forecasts, copula, market.Clock, count, seed + day.DayNumber);
    }

    // As of the first day of the week, whatever day asks: every day of it sees the same.
    private GaussianCopula? Learn(QuantileForecast[] forecasts, DateOnly first)
    {
        var past = new List<MarketPast>();
        foreach (var forecast in forecasts)
        {
            var said = new List<QuantileForecast>();
            for (var back = PastDays; back >= 1; back--)
            {
                var day = first.AddDays(-back);
                if (series.Of(forecast.Series, day, day, TimeSpan.FromHours(1)) is { } one)
                    said.Add(one);
            }

            var span = new Domain.Time.DeliveryInterval(market.Clock.StartOfDay(first.AddDays(-PastDays - 1)), market.Clock.StartOfDay(first));
            past.Add(new MarketPast(said, series.Actual(forecast.Series).Within(span)));
        }

        return GaussianCopula.Learn(past, [.. forecasts.Select(one => one.Grid.Step)], market.Clock, market.Gate.DecisionOn(first)).TryGet(out var copula) ? copula : null;
    }
}
