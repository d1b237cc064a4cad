namespace Bess.Scheduling.Checking;

/// <summary>Recomputes the money of a claim from powers, amounts and prices.</summary>
internal sealed class MoneyAudit(PlanClaim claim, double tolerance, List<AuditFinding> findings)
{
    private readonly double _hours = claim.Grid.StepHours;
    private readonly double _powerSlack = tolerance * (1 + Math.Max(claim.Battery.ChargeLimit.Mw, claim.Battery.DischargeLimit.Mw));
    private double _turnover;

    public void Check()
    {
        if (claim.Money is not { } money || !HasShape(money))
            return;
        CheckPositions(money);
        double fees = 0, sum = 0, wear = Dispatched(money);
        var revenues = money.Markets.Select(market => Revenue(market, ref fees)).ToArray();
        var reserves = money.Reserves.Select((reserve, k) => Revenue(money, reserve, claim.Reserves[k], ref wear)).ToArray();
        for (var m = 0; m < revenues.Length; m++)
            Compare(money.Markets[m].Revenue, revenues[m], $"revenue {money.Markets[m].Name}");
        for (var k = 0; k < reserves.Length; k++)
            Compare(money.Reserves[k].Revenue, reserves[k], $"revenue {claim.Reserves[k].Product.Name}");
        Compare(money.Fees, fees, "fees");
        Compare(money.Wear, wear, "wear");
        sum = revenues.Sum() + reserves.Sum() - fees - wear;
        Compare(money.Total, sum, "total");
    }

    private bool HasShape(MoneyClaim money)
    {
        var before = findings.Count;
        var length = claim.Grid.Count;
        foreach (var market in money.Markets)
        {
            Series(market.PositionMw, market.Name + " position");
            Series(market.PricePerMwh, market.Name + " price");
            if (!(market.FeePerMwh >= 0))
                Add(-1, market.FeePerMwh, 0, market.Name + " fee");
        }

        if (money.Reserves.Count != claim.Reserves.Count)
            Add(-1, money.Reserves.Count, claim.Reserves.Count, "reserves");
        foreach (var reserve in money.Reserves)
        {
            if (reserve.PricePerMwHour.Count != length)
                Add(-1, reserve.PricePerMwHour.Count, length, "capacity price");
            Series(reserve.UpwardEnergyPricePerMwh, "upward energy price");
            Series(reserve.DownwardEnergyPricePerMwh, "downward energy price");
        }

        return findings.Count == before;
    }

    private void CheckPositions(MoneyClaim money)
    {
        for (var t = 0; t < claim.PowerMw.Count; t++)
        {
            var sum = money.Markets.Sum(market => market.PositionMw[t]);
            var net = claim.Connection is { } node ? node.ExportMw[t] - node.ImportMw[t] : claim.PowerMw[t];
            if (Math.Abs(sum - net) > 2 * _powerSlack)
                Add(t, sum, net, "positions");
        }

        if (claim.Connection is { } place)
        {
            Same(money, 0, place.ImportMw, -1);
            Same(money, 1, place.ExportMw, 1);
        }
        else if (claim.DayAheadMw is { } sold)
        {
            Same(money, 0, sold, 1);
        }

        for (var m = 0; m < claim.VenueMw.Count; m++)
            Same(money, m, claim.VenueMw[m], 1);
    }

    private void Same(MoneyClaim money, int market, IReadOnlyList<double> stated, int sign)
    {
        for (var t = 0; t < stated.Count; t++)
        {
            var position = market < money.Markets.Count ? money.Markets[market].PositionMw[t] : double.NaN;
            if (!(Math.Abs(position - (sign * stated[t])) <= _powerSlack))
                Add(t, position, sign * stated[t], "positions");
        }
    }

    private double Dispatched(MoneyClaim money)
    {
        var wear = 0.0;
        foreach (var power in claim.PowerMw)
            wear += _hours * ((money.ThroughputWearPerMwh * Math.Abs(power)) + (money.DischargedWearPerMwh * Math.Max(0, power)));
        _turnover += wear;
        return wear;
    }

    private double Revenue(MarketMoney market, ref double fees)
    {
        var revenue = 0.0;
        for (var t = 0; t < market.PositionMw.Count; t++)
        {
            var energy = _hours * market.PositionMw[t];
            revenue += market.PricePerMwh[t] * energy;
            fees += market.FeePerMwh * Math.Abs(energy);
            _turnover += Math.Abs(market.PricePerMwh[t] * energy) + (market.FeePerMwh * Math.Abs(energy));
        }

        return revenue;
    }

    private double Revenue(MoneyClaim money, ReserveMoney prices, ReserveClaim reserve, ref double wear)
    {
        var product = reserve.Product;
        var revenue = 0.0;
        for (var t = 0; t < reserve.SoldMw.Count; t++)
        {
            if (reserve.SoldMw[t] == 0)
                continue;
            if (!double.IsFinite(prices.PricePerMwHour[t]))
            {
                Add(t, reserve.SoldMw[t], 0, product.Name + " sold without a price");
                continue;
            }

            var sold = _hours * reserve.SoldMw[t];
            var (up, down) = (sold * product.ActivatedUpPerSoldMw, sold * product.ActivatedDownPerSoldMw);
            var amount = (sold * prices.PricePerMwHour[t]) + (up * prices.UpwardEnergyPricePerMwh[t]) - (down * prices.DownwardEnergyPricePerMwh[t]);
            revenue += amount;
            wear += (money.ThroughputWearPerMwh * (up + down + (sold * product.ThroughputPerSoldMw))) + (money.DischargedWearPerMwh * up);
            _turnover += Math.Abs(amount);
        }

        return revenue;
    }

    private void Compare(double stated, double found, string subject)
    {
        if (!(Math.Abs(stated - found) <= tolerance * (1 + _turnover)))
            Add(-1, stated, found, subject);
    }

    private void Series(IReadOnlyList<double> values, string name)
    {
        if (values.Count != claim.Grid.Count)
        {
            Add(-1, values.Count, claim.Grid.Count, name);
            return;
        }

        for (var t = 0; t < values.Count; t++)
        {
            if (!double.IsFinite(values[t]))
                Add(t, values[t], 0, name);
        }
    }

    private void Add(int step, double actual, double limit, string subject) =>
        findings.Add(new AuditFinding(AuditRule.Money, step, actual, limit, subject));
}
