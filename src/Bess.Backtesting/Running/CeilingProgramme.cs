using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Sites;
using Bess.Domain.Assets;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Running;

/// <summary>The programme of a ceiling, day by day.</summary>
/// <remarks>
/// <code>
/// dispatch   e_t = ρ e_{t−1} + η_c c_t − d_t/η_d − s_t − drain r_t,   0 ≤ s_t ≤ κ_c c_t + κ_d d_t + …      s: what the real plant may lose beyond the plan
/// position   x_t = u_t − v_t with a path of its own each day, from any energy that following a part of the positions since the gate reaches
/// money      π^DA x − f^DA (u + v) + π↑ up − π↓ down − (f^RT + k)(up + down) − wear,   up − down = y − x
/// </code>
/// The position's path begins a day with what the plant held at the gate of the day before and any part of the position after it, because
/// that is what a run expects at midnight and the position is clipped by. Ramp limits are left out and layers of cycle depth may lose
/// energy: the bound is only higher for it.
/// </remarks>
internal sealed partial class CeilingProgramme
{
    private readonly BacktestRequest _request;
    private readonly RunTerms _terms;
    private readonly bool _sellsReserve;
    private readonly StoragePlant _plant;
    private readonly Battery _battery;
    private readonly WearCost _wear;
    private readonly double _chargeLoss;
    private readonly double _dischargeLoss;
    private readonly double _below;
    private readonly double _above;
    private readonly List<(int First, int End)> _days = [];
    private readonly List<double> _profit = [];
    private readonly List<CeilingDay> _held = [];
    private readonly Site? _site;
    private readonly IReadOnlyList<SiteDay>? _siteDays;
    private CeilingDay? _before;

    public CeilingProgramme(BacktestRequest request, RunTerms terms, bool sellsReserve, IReadOnlyList<(DateOnly Day, DayPrices Prices)> days, Site? site = null,
        IReadOnlyList<SiteDay>? siteDays = null)
    {
        (_site, _siteDays) = (site, siteDays);
        (_request, _terms, _sellsReserve, _plant, _battery) = (request, terms, sellsReserve, request.Plant, request.Plant.Battery);
        _wear = RealPlant.WearOf(_plant);
        var real = new RealPlant(_plant, request.Reality);
        (_chargeLoss, _dischargeLoss) = (real.ExtraChargeLoss, real.ExtraDischargeLoss);
        var floor = _battery.MinimumEnergy.Mwh;
        _below = _plant.StandingLossPerHour > 0 ? floor : Math.Max(0, floor - _plant.InitialEnergyMwh);
        _above = Math.Max(0, _plant.InitialEnergyMwh - _battery.MaximumEnergy.Mwh);
        foreach (var (day, prices) in days)
            AddDay(day, prices);
    }

    public ProblemBuilder Builder { get; } = new();

    /// <summary>Holds a day of the programme to what a run did: so a test shows that the run is a feasible point.</summary>
    /// <param name="index">Day of the run, from 0.</param>
    /// <param name="day">What was run.</param>
    /// <param name="slack">How far numbers of a solver or a rounding may be off, MW and MWh.</param>
    public void Hold(int index, DayOutcome day, double slack)
    {
        var now = _held[index];
        for (var t = 0; t < now.Steps; t++)
        {
            Near(now.Discharge[t], Math.Max(0, day.MeteredMw[t]), slack);
            Near(now.Charge[t], Math.Max(0, -day.MeteredMw[t]), slack);
            Near(now.Energy[t], day.EnergyMwh[t], slack);
            if (TradesRealTime)
            {
                Near(now.Sell[t], Math.Max(0, day.PositionMw[t]), slack);
                Near(now.Buy[t], Math.Max(0, -day.PositionMw[t]), slack);
            }

            for (var k = 0; k < now.Reserve.Count; k++)
            {
                var sale = day.Reserves.FirstOrDefault(one => one.Product == _terms.Products[k].Name);
                Near(now.Reserve[k][t], sale is null ? 0 : LeastOfBlock(sale, RunTerms.Blocks(_terms.Products[k], day.Grid), t), slack);
            }
        }
    }

    private static double LeastOfBlock(ReserveSale sale, long[] blocks, int t) =>
        blocks.Select((block, u) => block == blocks[t] ? sale.HeldMw[u] : double.PositiveInfinity).Min();

    /// <summary>Profit of each day at a point.</summary>
    public double[] NetByDay(double[] primal) =>
        [.. _days.Select(day => Enumerable.Range(day.First, day.End - day.First).Sum(j => _profit[j] * primal[j]))];

    private bool TradesRealTime => _terms.Settlement.TradesRealTime;

    private void AddDay(DateOnly day, DayPrices prices)
    {
        var first = _profit.Count;
        var now = new CeilingDay(day, prices, prices.Grid.Count) { Previous = _before?.Energy[^1] ?? -1, Site = _siteDays?[_days.Count] };
        for (var t = 0; t < now.Steps; t++)
            AddStep(now, t);
        AddConnection(now);
        AddReserves(now);
        AddCycleLimit(now);
        AddLayers(now);
        if (TradesRealTime)
            AddPosition(now);
        _days.Add((first, _profit.Count));
        _held.Add(_before = now);
    }

    private void Near(int column, double value, double slack) => Row(value - slack, value + slack, (column, 1));

    private int Column(double lower, double upper, double profit = 0)
    {
        _profit.Add(profit);
        return Builder.AddColumn(lower, upper, -profit);
    }

    private void Earn(int column, double profit)
    {
        _profit[column] += profit;
        Builder.AddCost(column, -profit);
    }

    private void Row(double lower, double upper, params ReadOnlySpan<(int Column, double Value)> entries)
    {
        var row = Builder.AddRow(lower, upper);
        foreach (var (column, value) in entries)
            Builder.AddEntry(row, column, value);
    }

    /// <summary>Dispatch, energy, losses and their money.</summary>
    private void AddStep(CeilingDay now, int t)
    {
        var (hours, isPriced) = (now.Hours, now.Prices.IsPriced(t, TradesRealTime));
        var price = TradesRealTime || !isPriced ? 0 : now.Prices.DayAheadPerMwh[t];
        var fee = TradesRealTime ? 0 : _request.Market.Fees.DayAheadPerMwh;
        now.Charge[t] = Column(0, isPriced ? _battery.ChargeLimit.Mw : 0, -hours * (price + fee + _wear.ThroughputPerMwh));
        now.Discharge[t] = Column(0, isPriced ? _battery.DischargeLimit.Mw : 0, hours * (price - fee - _wear.ThroughputPerMwh - _wear.DischargedPerMwh));
        now.Energy[t] = Column(_battery.MinimumEnergy.Mwh - _below, _battery.MaximumEnergy.Mwh + _above);
        var kept = Math.Pow(1 - _plant.StandingLossPerHour, hours);
        var last = t > 0 ? now.Energy[t - 1] : _before?.Energy[^1] ?? -1;
        var start = last < 0 ? kept * _plant.InitialEnergyMwh : 0;
        now.BalanceRow[t] = Builder.AddRow(start, start);
        Builder.AddEntry(now.BalanceRow[t], now.Energy[t], 1);
        if (last >= 0)
            Builder.AddEntry(now.BalanceRow[t], last, -kept);
        Builder.AddEntry(now.BalanceRow[t], now.Charge[t], -hours * _battery.ChargeEfficiency.Value);
        Builder.AddEntry(now.BalanceRow[t], now.Discharge[t], hours / _battery.DischargeEfficiency.Value);
        if (_chargeLoss > 0 || _dischargeLoss > 0)
        {
            var lost = Column(0, double.PositiveInfinity);
            Builder.AddEntry(now.BalanceRow[t], lost, 1);
            now.LossRow[t] = Builder.AddRow(0, 0);
            Builder.AddEntry(now.LossRow[t], lost, 1);
            Builder.AddEntry(now.LossRow[t], now.Charge[t], -hours * _chargeLoss);
            Builder.AddEntry(now.LossRow[t], now.Discharge[t], -hours * _dischargeLoss);
        }

        AddOutside(now, t);
    }

    /// <summary>Outside its window the plant may stand still, and only power that leads back is allowed: o &gt; 0 takes power away in proportion.</summary>
    private void AddOutside(CeilingDay now, int t)
    {
        now.Outside[t] = -1;
        if (_below > 0)
        {
            now.Outside[t] = Column(0, _below);
            Row(_battery.MinimumEnergy.Mwh, double.PositiveInfinity, (now.Energy[t], 1), (now.Outside[t], 1));
            Row(double.NegativeInfinity, 1, (now.Discharge[t], 1 / _battery.DischargeLimit.Mw), (now.Outside[t], 1 / _below));
        }

        if (_above > 0)
        {
            var above = Column(0, _above);
            Row(double.NegativeInfinity, _battery.MaximumEnergy.Mwh, (now.Energy[t], 1), (above, -1));
            Row(double.NegativeInfinity, 1, (now.Charge[t], 1 / _battery.ChargeLimit.Mw), (above, 1 / _above));
        }
    }

    private void AddCycleLimit(CeilingDay now)
    {
        if (_plant.CyclesPerDay is not { } cycles)
            return;
        var row = Builder.AddRow(double.NegativeInfinity, cycles * (_battery.MaximumEnergy.Mwh - _battery.MinimumEnergy.Mwh));
        foreach (var column in now.Discharge)
            Builder.AddEntry(row, column, now.Hours / _battery.DischargeEfficiency.Value);
    }
}
