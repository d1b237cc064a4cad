using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
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
/// that is what a run expects at midnight and the position is clipped by. Ramp limits and wear of cycle depth are left out: without
/// them the bound is only higher.
/// </remarks>
internal sealed class CeilingProgramme
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
    private CeilingDay? _before;

    public CeilingProgramme(BacktestRequest request, RunTerms terms, bool sellsReserve, IReadOnlyList<(DateOnly Day, DayPrices Prices)> days)
    {
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

    /// <summary>Profit of each day at a point.</summary>
    public double[] NetByDay(double[] primal) =>
        [.. _days.Select(day => Enumerable.Range(day.First, day.End - day.First).Sum(j => _profit[j] * primal[j]))];

    private bool TradesRealTime => _terms.Settlement.TradesRealTime;

    private void AddDay(DateOnly day, DayPrices prices)
    {
        var first = _profit.Count;
        var now = new CeilingDay(day, prices, prices.Grid.Count) { Previous = _before?.Energy[^1] ?? -1 };
        for (var t = 0; t < now.Steps; t++)
            AddStep(now, t);
        AddReserves(now);
        AddCycleLimit(now);
        if (TradesRealTime)
            AddPosition(now);
        _days.Add((first, _profit.Count));
        _before = now;
    }

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
            now.LossRow[t] = Builder.AddRow(double.NegativeInfinity, 0);
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

    private void AddReserves(CeilingDay now)
    {
        for (var k = 0; _sellsReserve && k < _terms.Products.Count; k++)
            now.Reserve.Add(AddProduct(now, k));
        for (var t = 0; t < now.Steps && now.Reserve.Count > 0; t++)
        {
            var (up, down) = (Builder.AddRow(double.NegativeInfinity, _battery.DischargeLimit.Mw), Builder.AddRow(double.NegativeInfinity, _battery.ChargeLimit.Mw));
            foreach (var (row, sign) in new[] { (up, 1), (down, -1) })
            {
                Builder.AddEntry(row, now.Discharge[t], sign);
                Builder.AddEntry(row, now.Charge[t], -sign);
            }

            for (var k = 0; k < now.Reserve.Count; k++)
            {
                Builder.AddEntry(up, now.Reserve[k][t], _terms.Products[k].UpwardPowerPerSoldMw);
                Builder.AddEntry(down, now.Reserve[k][t], _terms.Products[k].DownwardPowerPerSoldMw);
            }

            AddEndurance(now, t, now.Energy[t], now.Outside[t]);
            AddEndurance(now, t, t > 0 ? now.Energy[t - 1] : _before?.Energy[^1] ?? -1, t > 0 ? now.Outside[t - 1] : _before?.Outside[^1] ?? -1);
        }
    }

    /// <summary>Columns of a product, one a block; capacity, activation and ageing in money, activation in the balance.</summary>
    private int[] AddProduct(CeilingDay now, int k)
    {
        var (product, prices, hours) = (_terms.Products[k], now.Prices, now.Hours);
        var blocks = RunTerms.Blocks(product, prices.Grid);
        var columns = new int[now.Steps];
        var drain = (product.ActivatedUpPerSoldMw / _battery.DischargeEfficiency.Value) - (product.ActivatedDownPerSoldMw * _battery.ChargeEfficiency.Value);
        var lost = (product.ActivatedUpPerSoldMw * _dischargeLoss) + (product.ActivatedDownPerSoldMw * _chargeLoss);
        var ageing = ((product.ThroughputPerSoldMw + product.ActivatedUpPerSoldMw + product.ActivatedDownPerSoldMw) * _wear.ThroughputPerMwh)
            + (product.ActivatedUpPerSoldMw * _wear.DischargedPerMwh);
        for (var t = 0; t < now.Steps; t++)
        {
            var isSold = double.IsFinite(prices.ReservePerMwHour[k][t]) && double.IsFinite(prices.DayAheadPerMwh[t]);
            columns[t] = t > 0 && blocks[t] == blocks[t - 1] ? columns[t - 1] : Column(0, double.PositiveInfinity);
            if (!isSold)
            {
                Builder.SetUpper(columns[t], 0);
                continue;
            }

            var (shortage, surplus) = EnergyPrices(now, t);
            var activation = (product.ActivatedUpPerSoldMw * surplus) - (product.ActivatedDownPerSoldMw * shortage);
            Earn(columns[t], hours * (prices.ReservePerMwHour[k][t] + activation - ageing));
            if (drain != 0)
                Builder.AddEntry(now.BalanceRow[t], columns[t], hours * drain);
            if (lost > 0)
                Builder.AddEntry(now.LossRow[t], columns[t], -hours * lost);
        }

        return columns;
    }

    /// <summary>What a shortage pays and a surplus gets; the day-ahead price where there is no real-time price.</summary>
    private (double Shortage, double Surplus) EnergyPrices(CeilingDay now, int t)
    {
        var prices = now.Prices;
        if (!TradesRealTime || !prices.HasRealTime(t))
            return (prices.DayAheadPerMwh[t], prices.DayAheadPerMwh[t]);
        var shortage = prices.ShortagePerMwh[t];
        var surplus = prices.SurplusPerMwh.Length > 0 ? prices.SurplusPerMwh[t] : shortage;
        return (Math.Max(shortage, surplus), Math.Min(shortage, surplus));
    }

    private void AddEndurance(CeilingDay now, int t, int energy, int outside)
    {
        var known = energy < 0 ? _plant.InitialEnergyMwh : 0;
        var floor = Builder.AddRow(Math.Min(_battery.MinimumEnergy.Mwh - known, energy < 0 ? 0 : double.PositiveInfinity), double.PositiveInfinity);
        var ceiling = Builder.AddRow(double.NegativeInfinity, Math.Max(_battery.MaximumEnergy.Mwh - known, 0) + _above);
        if (energy >= 0)
        {
            Builder.AddEntry(floor, energy, 1);
            Builder.AddEntry(ceiling, energy, 1);
        }

        if (outside >= 0)
            Builder.AddEntry(floor, outside, 1);
        for (var k = 0; k < now.Reserve.Count; k++)
        {
            Builder.AddEntry(floor, now.Reserve[k][t], -_terms.Products[k].UpwardEnduranceHours / _battery.DischargeEfficiency.Value);
            Builder.AddEntry(ceiling, now.Reserve[k][t], _terms.Products[k].DownwardEnduranceHours * _battery.ChargeEfficiency.Value);
        }
    }

    /// <summary>The day-ahead position with its own path, and what is traded again in real time.</summary>
    private void AddPosition(CeilingDay now)
    {
        var hours = now.Hours;
        var fees = _request.Market.Fees;
        var again = fees.RealTimePerMwh + fees.DeviationPerMwh;
        var kept = Math.Pow(1 - _plant.StandingLossPerHour, hours);
        var slack = ActivationSlackMwh(hours);
        var (low, high) = (_battery.MinimumEnergy.Mwh - _below, _battery.MaximumEnergy.Mwh + _above);
        var path = AddMidnight(now);
        for (var t = 0; t < now.Steps; t++)
        {
            var price = now.Prices.DayAheadPerMwh[t];
            var isPriced = double.IsFinite(price);
            price = isPriced ? price : 0;
            now.Sell[t] = Column(0, isPriced ? _battery.DischargeLimit.Mw : 0, hours * (price - fees.DayAheadPerMwh));
            now.Buy[t] = Column(0, isPriced ? _battery.ChargeLimit.Mw : 0, hours * (-price - fees.DayAheadPerMwh));
            var energy = Column(low, high);
            Row(
                -slack, slack, (energy, 1), (path, -kept), (now.Buy[t], -hours * _battery.ChargeEfficiency.Value),
                (now.Sell[t], hours / _battery.DischargeEfficiency.Value));
            path = energy;
            AddAgain(now, t, again);
        }
    }

    private void AddAgain(CeilingDay now, int t, double cost)
    {
        var hours = now.Hours;
        if (!now.Prices.IsPriced(t, true))
            return;
        var (shortage, surplus) = EnergyPrices(now, t);
        var (up, down) = (Column(0, double.PositiveInfinity, hours * (surplus - cost)), Column(0, double.PositiveInfinity, hours * (-shortage - cost)));
        Row(0, 0, (now.Discharge[t], 1), (now.Charge[t], -1), (now.Sell[t], -1), (now.Buy[t], 1), (up, -1), (down, 1));
    }

    /// <summary>Energy expected at midnight: what was held at the gate, and any part of the position after it.</summary>
    private int AddMidnight(CeilingDay now)
    {
        if (_before is not { } before)
            return Column(_plant.InitialEnergyMwh, _plant.InitialEnergyMwh);
        var midnight = Column(_battery.MinimumEnergy.Mwh - _below, _battery.MaximumEnergy.Mwh + _above);
        var gate = before.GateStep(_request.Market.Gate.DecisionOn(now.Day));
        var kept = Math.Pow(1 - _plant.StandingLossPerHour, before.Hours);
        var slack = ActivationSlackMwh(before.Hours) * (before.Steps - gate);
        var held = gate > 0 ? before.Energy[gate - 1] : before.Previous;
        var known = held < 0 ? _plant.InitialEnergyMwh : 0;
        var weight = Math.Pow(kept, before.Steps - gate);
        var (most, least) = (Builder.AddRow(double.NegativeInfinity, (weight * known) + slack), Builder.AddRow((weight * known) - slack, double.PositiveInfinity));
        foreach (var row in new[] { most, least })
        {
            Builder.AddEntry(row, midnight, 1);
            if (held >= 0)
                Builder.AddEntry(row, held, -weight);
        }

        for (var t = gate; t < before.Steps; t++)
        {
            weight = Math.Pow(kept, before.Steps - 1 - t);
            Builder.AddEntry(most, before.Buy[t], -weight * before.Hours * _battery.ChargeEfficiency.Value);
            Builder.AddEntry(least, before.Sell[t], weight * before.Hours / _battery.DischargeEfficiency.Value);
        }

        return midnight;
    }

    /// <summary>Most that expected activation may move the store in a step.</summary>
    private double ActivationSlackMwh(double hours)
    {
        var most = 0.0;
        for (var k = 0; _sellsReserve && k < _terms.Products.Count; k++)
        {
            var product = _terms.Products[k];
            var limit = Math.Max(_battery.ChargeLimit.Mw, _battery.DischargeLimit.Mw);
            most += limit * Math.Max(product.ActivatedUpPerSoldMw / _battery.DischargeEfficiency.Value, product.ActivatedDownPerSoldMw * _battery.ChargeEfficiency.Value);
        }

        return hours * most;
    }
}
