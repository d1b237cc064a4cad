using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Explaining;

/// <content>Effective and break-even prices, markets.</content>
internal sealed partial class ExplainedBattery
{
    public override StepFigures Figures(int step, ExplainedProgramme programme, Multipliers multipliers)
    {
        var rows = StorageRows.Of(Plant, _form!.Storage, Steps, Hours);
        var store = StoreWorth.Of(Plant, rows, multipliers, step, Steps, Hours, KeptForReserve(step, multipliers));
        var (value, buyWorth, sellCost) = (store.ValuePerMwh, store.ChargeWorthPerMwh, store.DischargeCostPerMwh);
        var coupling = -_coupling[step] / RiskScale;
        var weights = Weights(multipliers);
        double[] price = [.. _problem.Venues.Select((_, m) => Effective(m, step, weights) + coupling)];
        var action = ActionOf(step);
        var seller = Seller(step, price);
        var buyer = Buyer(step, price);
        double sellFee = _problem.Venues[seller].FeePerMwh, buyFee = _problem.Venues[buyer].FeePerMwh;
        var isPurchase = action == IntervalAction.Charge
            || (action == IntervalAction.Idle && buyWorth - price[buyer] - buyFee > price[seller] - sellFee - sellCost);
        return new StepFigures(
            _expected[isPurchase ? buyer : seller][step], coupling, price[seller], price[buyer], value, buyWorth - buyFee, sellCost + sellFee)
        {
            Limits = Limits(step, rows, multipliers),
            Markets = [.. EnergyMarkets(step, price, isPurchase, isPurchase ? buyWorth : sellCost), .. ReserveMarkets(step, value, multipliers)],
            Detail = store.Words("for ramps and power kept for reserve"),
        };
    }

    /// <summary>w_s + ν_s, by 1 + λ: probabilities that the worst cases weigh more in.</summary>
    private double[]? Weights(Multipliers multipliers)
    {
        var widest = _problem.Venues.MaxBy(venue => venue.Prices.Count)!.Prices;
        double[] weights = [.. widest.Probabilities];
        for (var s = 0; _form!.Risk.FirstRow >= 0 && s < weights.Length; s++)
            weights[s] = (weights[s] / RiskScale) + multipliers.Row[_form.Risk.FirstRow + s];
        return weights;
    }

    private double Effective(int venue, int step, double[]? weights)
    {
        var prices = _problem.Venues[venue].Prices;
        if (prices.Count == 1 || weights is null)
            return _expected[venue][step];
        var sum = 0.0;
        for (var s = 0; s < weights.Length; s++)
            sum += weights[s] * prices.PricesPerMwh(s)[step];
        return sum;
    }

    /// <summary>The venue of the last MWh sold: the worst paid of those in use; not in use, the best paid one with room.</summary>
    private int Seller(int step, double[] price)
    {
        var all = Enumerable.Range(0, price.Length).ToArray();
        var used = all.Where(m => _venues[m][step] > Share * FullPowerMw).ToArray();
        double Net(int m) => price[m] - _problem.Venues[m].FeePerMwh;
        return used.Length > 0 ? used.MinBy(Net) : all.MaxBy(Net);
    }

    private int Buyer(int step, double[] price)
    {
        var all = Enumerable.Range(0, price.Length).ToArray();
        var used = all.Where(m => _venues[m][step] < -Share * FullPowerMw).ToArray();
        double Paid(int m) => price[m] + _problem.Venues[m].FeePerMwh;
        return used.Length > 0 ? used.MaxBy(Paid) : all.MinBy(Paid);
    }

    /// <summary>What the power kept for reserve adds to both break-even prices.</summary>
    private double KeptForReserve(int step, Multipliers multipliers)
    {
        var reserve = _form!.Reserves.Rows[step];
        return reserve.Upward < 0 ? 0 : (-multipliers.Row[reserve.Upward] + multipliers.Row[reserve.Downward]) / Hours;
    }

    private IEnumerable<MarketReason> EnergyMarkets(int step, double[] price, bool isPurchase, double worth) =>
        _problem.Venues.Select((venue, m) => new MarketReason
        {
            Market = venue.Name,
            IsReserve = false,
            PositionMw = _venues[m][step],
            IsPurchase = isPurchase,
            PaysPerMwHour = isPurchase ? -price[m] : price[m],
            GainPerMwHour = (isPurchase ? worth - price[m] : price[m] - worth) - venue.FeePerMwh,
            IsUsed = Math.Abs(_venues[m][step]) > Share * FullPowerMw,
        });

    private IEnumerable<MarketReason> ReserveMarkets(int step, double value, Multipliers multipliers)
    {
        var (battery, wear, rows) = (Plant.Battery, Plant.WearInForce, _form!.Reserves.Rows[step]);
        for (var k = 0; k < _reserves.Length; k++)
        {
            var offer = _problem.Reserves[k];
            var product = offer.Product;
            if (double.IsNaN(offer.PricePerMwHour[step]))
                continue;
            var pays = offer.PricePerMwHour[step]
                + (product.ActivatedUpPerSoldMw * (offer.UpwardEnergyPricePerMwh?[step] ?? _expected[0][step]))
                - (product.ActivatedDownPerSoldMw * (offer.DownwardEnergyPricePerMwh?[step] ?? _expected[0][step]));
            var ageing = ((product.ThroughputPerSoldMw + product.ActivatedUpPerSoldMw + product.ActivatedDownPerSoldMw) * wear.ThroughputPerMwh)
                + (product.ActivatedUpPerSoldMw * wear.DischargedPerMwh);
            var room = -(product.UpwardPowerPerSoldMw * multipliers.Row[rows.Upward]) - (product.DownwardPowerPerSoldMw * multipliers.Row[rows.Downward])
                + (product.UpwardEnduranceHours / battery.DischargeEfficiency.Value * rows.Floors.Sum(row => multipliers.Row[row]))
                - (product.DownwardEnduranceHours * battery.ChargeEfficiency.Value * rows.Ceilings.Sum(row => multipliers.Row[row]));
            yield return new MarketReason
            {
                Market = product.Name,
                IsReserve = true,
                PositionMw = _reserves[k][step],
                IsPurchase = false,
                PaysPerMwHour = pays,
                GainPerMwHour = pays - ageing - (room / Hours) - (Drain(product) * value),
                IsUsed = _reserves[k][step] > Share * FullPowerMw,
            };
        }
    }
}
