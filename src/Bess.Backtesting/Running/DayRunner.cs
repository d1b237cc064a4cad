using System.Globalization;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Strategies;
using Bess.Markets.Settlement;

namespace Bess.Backtesting.Running;

/// <summary>Runs the steps of one day: set-point, plant, meter; then settles it.</summary>
internal sealed class DayRunner
{
    private const double VisibleMw = 1e-6;

    private readonly DayPlan _plan;
    private readonly DayPrices _prices;
    private readonly RunTerms _terms;
    private readonly RealPlant _plant;
    private readonly DayContext? _context;
    private readonly DayDesk _desk;
    private readonly double[] _setpointMw;
    private readonly double[] _meteredMw;
    private readonly double[] _energyMwh;
    private readonly double[] _depthWear;
    private readonly double[][] _heldMw;
    private readonly double _startEnergyMwh;
    private int _clipped;
    private int _unpriced;
    private int _unheld;
    private int _cut;

    /// <summary>Begins a day.</summary>
    /// <param name="plan">The day as decided and cleared.</param>
    /// <param name="prices">Prices as they came.</param>
    /// <param name="terms">Terms of the run.</param>
    /// <param name="plant">The real plant.</param>
    /// <param name="state">Its state at midnight.</param>
    /// <param name="desk">Asks the strategy.</param>
    /// <param name="context">The context of the decision, for a strategy that redispatches; else null.</param>
    public DayRunner(DayPlan plan, DayPrices prices, RunTerms terms, RealPlant plant, PlantState state, DayDesk desk, DayContext? context)
    {
        (_plan, _prices, _terms, _plant, _desk, _context) = (plan, prices, terms, plant, desk, context);
        var steps = plan.Grid.Count;
        (_setpointMw, _meteredMw, _energyMwh, _depthWear) = (new double[steps], new double[steps], new double[steps], new double[steps]);
        _heldMw = [.. plan.Cleared.ReserveMw.Select(_ => new double[steps])];
        (State, _startEnergyMwh) = (state, state.EnergyMwh);
    }

    public PlantState State { get; private set; }

    public void Step(int t) => Step(t, WishMw(t));

    /// <summary>The power that is asked for in a step.</summary>
    public double WishMw(int t) => !IsPriced(t) ? 0 : _context is { } context ? _desk.Dispatch(context, _plan, t, State.EnergyMwh) : _plan.Cleared.PositionMw[t];

    /// <summary>What the meter would show of a wish; the plant stays where it is.</summary>
    public double MeteredMw(int t, double wishMw) => Ran(t, wishMw).Step.MeteredMw;

    /// <summary>Runs a step.</summary>
    /// <param name="t">The step.</param>
    /// <param name="wish">Power asked for, MW.</param>
    /// <param name="isCut">Whether a connection that is shared left less than was wanted.</param>
    public void Step(int t, double wish, bool isCut = false)
    {
        var isPriced = IsPriced(t);
        (State, var step) = Ran(t, wish);
        (_setpointMw[t], _meteredMw[t], _energyMwh[t], _depthWear[t]) = (step.SetpointMw, step.MeteredMw, State.EnergyMwh, step.DepthWear);
        for (var k = 0; k < _heldMw.Length; k++)
            _heldMw[k][t] = isPriced ? step.HeldShare * _plan.Cleared.ReserveMw[k][t] : 0;
        _unpriced += isPriced ? 0 : 1;
        _clipped += Math.Abs(step.SetpointMw - wish) > VisibleMw ? 1 : 0;
        _unheld += step.HeldShare < 1 - VisibleMw ? 1 : 0;
        _cut += isCut ? 1 : 0;
    }

    private bool IsPriced(int t) => _prices.IsPriced(t, _terms.Settlement.TradesRealTime);

    private (PlantState State, PlantStep Step) Ran(int t, double wishMw)
    {
        var isPriced = IsPriced(t);
        var sold = isPriced ? _plan.Reserves(_terms.Products, t) : [];

        // Without any price nothing may flow, so a ramp limit does not carry power into the step.
        var before = isPriced ? State : State with { PowerMw = null };
        return _plant.Run(before, wishMw, sold, _plan.Grid.StepHours, _plan.Day, t);
    }

    /// <summary>Writes dispatch, settlement and the end of the day.</summary>
    public decimal Close(LedgerBook ledger)
    {
        ledger.Append(_plan.Day, LedgerKind.Dispatch, writer =>
        {
            writer.Number("startEnergyMwh", _startEnergyMwh);
            writer.Numbers("realTimePricePerMwh", _prices.ShortagePerMwh);
            writer.Numbers("realTimeSurplusPricePerMwh", _prices.SurplusPerMwh);
            writer.Numbers("setpointMw", _setpointMw);
            writer.Numbers("meteredMw", _meteredMw);
            writer.Numbers("energyMwh", _energyMwh);
            writer.Table("heldMw", _heldMw);
            if (_terms.Settlement.Deviation != DeviationRule.Imbalance)
                writer.WriteString("deviationRule", $"{_terms.Settlement.Deviation}");
            writer.Numbers("depthWear", _depthWear);
            writer.Texts("rules", Rules());
        });
        var statement = Settle();
        ledger.Append(_plan.Day, LedgerKind.Settlement, writer =>
        {
            writer.WriteStartObject("streams");
            foreach (var (name, amount) in RunTerms.Streams(statement))
                writer.WriteNumber(name, amount);
            writer.WriteEndObject();
            writer.WriteNumber("net", statement.Net);
        });
        ledger.Append(_plan.Day, LedgerKind.DayClosed, writer =>
        {
            writer.Number("energyMwh", State.EnergyMwh);
            writer.Number("powerMw", State.PowerMw ?? double.NaN);
            writer.Numbers("layerMwh", State.LayerMwh);
        });
        ledger.Flush();
        return statement.Net;
    }

    private SettlementStatement Settle()
    {
        var day = new DayOutcome
        {
            Day = _plan.Day,
            Grid = _plan.Grid,
            DayAheadPricePerMwh = _plan.DayAheadPricePerMwh,
            RealTimePricePerMwh = _prices.ShortagePerMwh,
            RealTimeSurplusPricePerMwh = _prices.SurplusPerMwh,
            PositionMw = _plan.Cleared.PositionMw,
            SetpointMw = _setpointMw,
            MeteredMw = _meteredMw,
            StartEnergyMwh = _startEnergyMwh,
            EnergyMwh = _energyMwh,
            Reserves = [.. _plan.Cleared.ReserveMw
                .Select((row, k) => new ReserveSale(_terms.Products[k].Name, row, _prices.ReservePerMwHour[k]) { HeldMw = _heldMw[k] })
                .Where(sale => sale.CapacityMw.Any(amount => amount > 0))],
            Deviation = _terms.Settlement.Deviation,
            Streams = new Dictionary<string, decimal>(),
            Net = 0,
        };
        return DaySettlement.Of(RunTerms.Quantities(day, _terms.Products, _depthWear), _terms.Settlement);
    }

    private List<string> Rules()
    {
        var rules = new List<string>();
        Tell(_unpriced, "no price at all: the plant stood still");
        Tell(_clipped, "set-point clipped to what plant and reserve allow");
        Tell(_unheld, "reserve not held in full: paid for what was");
        Tell(_cut, "cut to what the shared connection leaves");
        if (_terms.Settlement.TradesRealTime)
            Tell(Enumerable.Range(0, _plan.Grid.Count).Count(t => !_prices.HasRealTime(t)), DeviationPrice.FallbackRule);
        if (_terms.Settlement.Deviation == DeviationRule.IndianNormalRate)
            Tell(Enumerable.Range(0, _plan.Grid.Count).Count(t => Math.Abs(_meteredMw[t] - Scheduled(t)) > VisibleMw), IndianDeviationRate.FallbackRule);
        return rules;

        double Scheduled(int t) => _terms.Settlement.TradesRealTime ? _setpointMw[t] : _plan.Cleared.PositionMw[t];

        void Tell(int steps, string rule)
        {
            if (steps > 0)
                rules.Add(string.Create(CultureInfo.InvariantCulture, $"{rule} ({steps} of {_plan.Grid.Count} steps)"));
        }
    }
}
