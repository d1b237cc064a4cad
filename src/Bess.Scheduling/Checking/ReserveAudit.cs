using Bess.Domain.Reserve;

namespace Bess.Scheduling.Checking;

/// <summary>The reserve rules of an audit: bids, blocks, power margins, endurance.</summary>
internal sealed class ReserveAudit(PlanClaim claim, double tolerance, List<AuditFinding> findings)
{
    private readonly double _energySlack = tolerance * (1 + claim.Battery.Capacity.Mwh);
    private readonly double _powerSlack = tolerance * (1 + Math.Max(claim.Battery.ChargeLimit.Mw, claim.Battery.DischargeLimit.Mw));

    public void Check()
    {
        foreach (var reserve in claim.Reserves)
        {
            CheckBids(reserve);
            CheckBlocks(reserve);
        }

        for (var t = 0; t < claim.PowerMw.Count && claim.Reserves.Count > 0; t++)
        {
            CheckPower(t);
            CheckEndurance(t, t == 0 ? claim.InitialEnergyMwh : claim.EnergyMwh[t - 1]);
            CheckEndurance(t, claim.EnergyMwh[t]);
        }
    }

    private void CheckBids(ReserveClaim reserve)
    {
        var product = reserve.Product;
        for (var t = 0; t < reserve.SoldMw.Count; t++)
        {
            var sold = reserve.SoldMw[t];
            if (sold < -_powerSlack)
                Add(AuditRule.BidSize, t, sold, 0, product);
            else if (sold > _powerSlack && sold < product.MinimumBidMw - _powerSlack)
                Add(AuditRule.BidSize, t, sold, product.MinimumBidMw, product);
            else if (product.BidStepMw > 0 && Math.Abs(sold - (Math.Round(sold / product.BidStepMw) * product.BidStepMw)) > _powerSlack)
                Add(AuditRule.BidSize, t, sold, product.BidStepMw, product);
        }
    }

    /// <summary>An amount may only change where the product's clock shows the start of a block.</summary>
    private void CheckBlocks(ReserveClaim reserve)
    {
        var block = TimeSpan.FromHours(reserve.Product.BlockHours);
        for (var t = 1; block > claim.Grid.Step && t < reserve.SoldMw.Count; t++)
        {
            var start = claim.Grid.StartOf(t);
            var wall = reserve.Product.BlockClock is { } clock ? clock.LocalTime(start) : start.UtcDateTime;
            var since = wall.Ticks - reserve.Product.BlockStartLocal.Ticks;
            var isFirst = since % block.Ticks < claim.Grid.Step.Ticks;
            if (!isFirst && Math.Abs(reserve.SoldMw[t] - reserve.SoldMw[t - 1]) > _powerSlack)
                Add(AuditRule.Block, t, reserve.SoldMw[t], reserve.SoldMw[t - 1], reserve.Product);
        }
    }

    private void CheckPower(int t)
    {
        double up = 0, down = 0;
        foreach (var reserve in claim.Reserves)
        {
            var (product, sold) = (reserve.Product, reserve.SoldMw[t]);
            up += sold * (product.Direction == ReserveDirection.Down ? product.OppositePowerPerSoldMw : product.PowerPerSoldMw);
            down += sold * (product.Direction == ReserveDirection.Up ? product.OppositePowerPerSoldMw : product.PowerPerSoldMw);
        }

        if (claim.PowerMw[t] + up > claim.Battery.DischargeLimit.Mw + _powerSlack)
            Add(AuditRule.UpwardPower, t, claim.PowerMw[t] + up, claim.Battery.DischargeLimit.Mw, null);
        if (down - claim.PowerMw[t] > claim.Battery.ChargeLimit.Mw + _powerSlack)
            Add(AuditRule.DownwardPower, t, down - claim.PowerMw[t], claim.Battery.ChargeLimit.Mw, null);
    }

    private void CheckEndurance(int t, double energyMwh)
    {
        double given = 0, taken = 0;
        foreach (var reserve in claim.Reserves)
        {
            var (product, sold) = (reserve.Product, reserve.SoldMw[t]);
            given += product.Direction == ReserveDirection.Down ? 0 : sold * product.EnduranceHours / claim.Battery.DischargeEfficiency.Value;
            taken += product.Direction == ReserveDirection.Up ? 0 : sold * product.EnduranceHours * claim.Battery.ChargeEfficiency.Value;
        }

        if (given > Math.Max(0, energyMwh - claim.Battery.MinimumEnergy.Mwh) + _energySlack)
            Add(AuditRule.UpwardEndurance, t, given, energyMwh - claim.Battery.MinimumEnergy.Mwh, null);
        if (taken > Math.Max(0, claim.Battery.MaximumEnergy.Mwh - energyMwh) + _energySlack)
            Add(AuditRule.DownwardEndurance, t, taken, claim.Battery.MaximumEnergy.Mwh - energyMwh, null);
    }

    private void Add(AuditRule rule, int step, double actual, double limit, ReserveProduct? product) =>
        findings.Add(new AuditFinding(rule, step, actual, limit, product?.Name ?? "all products"));
}
