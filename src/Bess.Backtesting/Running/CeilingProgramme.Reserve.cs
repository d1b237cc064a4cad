namespace Bess.Backtesting.Running;

/// <content>Reserve: headroom, endurance, activation.</content>
internal sealed partial class CeilingProgramme
{
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
}
