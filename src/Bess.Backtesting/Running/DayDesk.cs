using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;
using Bess.Domain.Time;

namespace Bess.Backtesting.Running;

/// <summary>Lays before a strategy what is known of a market, and asks it; the same for a run and for its leakage check.</summary>
internal sealed class DayDesk
{
    private readonly BacktestRequest _request;
    private readonly BacktestMarket _market;
    private readonly MarketRules _rules;
    private readonly Func<DateOnly, IDayForecasts> _forecasts;

    public DayDesk(BacktestRequest request, BacktestMarket market, IStrategy strategy, Func<DateOnly, IDayForecasts> forecasts)
    {
        (_request, _market, Strategy, _forecasts) = (request, market, strategy, forecasts);
        _rules = MarketRules.Of(market);
    }

    public IStrategy Strategy { get; }

    public DayContext Context(DateOnly day, TimeGrid grid, double startEnergyMwh) => new()
    {
        Day = day,
        Grid = grid,
        Market = _rules,
        Known = _market.AsOf(_market.Gate.DecisionOn(day)),
        Forecasts = _forecasts(day),
        Plant = _request.Plant with { InitialEnergyMwh = Math.Clamp(startEnergyMwh, 0, _request.Plant.Battery.Capacity.Mwh) },
        Settings = _request.Settings,
        Foresight = Strategy.SeesFuture ? _market.AsOf(DateTimeOffset.MaxValue) : null,
    };

    public DayDecision Decide(DayContext context)
    {
        var decision = Strategy.Decide(context);
        Require(decision.PositionMw, context, nameof(DayDecision.PositionMw));
        if (decision.ReserveMw.Length != 0 && decision.ReserveMw.Length != _rules.Reserves.Count)
            throw Misuse(context, $"{nameof(DayDecision.ReserveMw)}: expected {_rules.Reserves.Count} products or none, was {decision.ReserveMw.Length}");
        foreach (var row in decision.ReserveMw)
        {
            Require(row, context, nameof(DayDecision.ReserveMw));
            if (row.Min() < 0)
                throw Misuse(context, $"{nameof(DayDecision.ReserveMw)}: expected numbers >= 0, was {row.Min()}");
        }

        return decision;
    }

    public double Dispatch(DayContext day, DayPlan plan, int step, double energyMwh)
    {
        var wish = Strategy.Dispatch(new StepContext
        {
            Day = day,
            Decision = plan.Cleared,
            DayAheadPricePerMwh = plan.DayAheadPricePerMwh,
            Step = step,
            Known = _market.AsOf(plan.Grid.StartOf(step)),
            EnergyMwh = energyMwh,
        });
        return double.IsFinite(wish) ? wish : throw Misuse(day, $"Dispatch of step {step}: expected a finite power, was {wish}");
    }

    private void Require(double[] values, DayContext context, string name)
    {
        if (values.Length != context.Grid.Count || !Array.TrueForAll(values, double.IsFinite))
            throw Misuse(context, $"{name}: expected {context.Grid.Count} finite numbers, was {values.Length} with {values.Count(one => !double.IsFinite(one))} not finite");
    }

    private InvalidOperationException Misuse(DayContext context, string what) => new($"strategy {Strategy.Name}, {context.Day:yyyy-MM-dd}: {what}.");
}
