namespace Bess.Backtesting.Running;

/// <content>The day-ahead position and what is traded again.</content>
internal sealed partial class CeilingProgramme
{
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

        // A ramp limit may carry power on that no position asks for, and reserve may hold energy against standing loss: then any
        // energy of the window can be expected.
        if (_battery.RampLimit is not null || (_sellsReserve && _plant.StandingLossPerHour > 0))
            return midnight;
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
