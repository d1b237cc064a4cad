using Bess.Domain.Reserve;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Reserve;

/// <summary>Reserve capacity as columns (one a block) and its rows: power margins, endurance, expected activation.</summary>
/// <remarks>
/// <code>
/// p_t + Σ_k a↑_k r_k ≤ D,   −p_t + Σ_k a↓_k r_k ≤ C                              a: 1.34 both ways for FCR-N, 1 and 0.2 for FCR-D
/// e − Σ_k h↑_k r_k / η_d ≥ e_lo + m,   e + η_c Σ_k h↓_k r_k ≤ e_hi               at both ends of a step; m a margin
/// e_t = … − Δt Σ_k (α↑_k / η_d − η_c α↓_k) r_k
/// </code>
/// Svenska kraftnät, rules for limited energy reservoirs (134 %, 20 %, 1 h, 20 min).
/// </remarks>
internal sealed class ReserveBlock
{
    private readonly ProblemBuilder _builder;
    private readonly MultiMarketRequest _request;
    private readonly StorageColumns _storage;

    public ReserveBlock(ProblemBuilder builder, MultiMarketRequest request, StorageColumns storage, RiskBlock risk)
    {
        _builder = builder;
        _request = request;
        _storage = storage;
        Column = [.. request.Reserves.Select(AddColumns)];
        Rows = [.. Enumerable.Range(0, request.Steps).Select(_ => new ReserveRows())];
        for (var t = 0; t < request.Steps && Column.Length > 0; t++)
            AddRows(t);
        for (var k = 0; k < Column.Length; k++)
            AddActivation(k, risk);
    }

    /// <summary>Column of each product and step; steps of a block share theirs.</summary>
    public int[][] Column { get; }

    /// <summary>Rows of each step; without reserves they are empty.</summary>
    public ReserveRows[] Rows { get; }

    public double Limit(ReserveOffer offer)
    {
        var product = offer.Product;
        var battery = _request.Plant.Battery;
        var limit = offer.MaximumMw ?? double.PositiveInfinity;
        if (product.Direction != ReserveDirection.Down)
            limit = Math.Min(limit, battery.DischargeLimit.Mw / product.UpwardPowerPerSoldMw);
        if (product.Direction != ReserveDirection.Up)
            limit = Math.Min(limit, battery.ChargeLimit.Mw / product.DownwardPowerPerSoldMw);
        return limit;
    }

    private int[] AddColumns(ReserveOffer offer)
    {
        var blocks = _request.Blocks(offer);
        var first = _builder.AddColumns(blocks[^1] + 1, 0, Limit(offer));
        for (var t = 0; t < blocks.Length; t++)
        {
            if (double.IsNaN(offer.PricePerMwHour[t]))
                _builder.Fix(first + blocks[t], 0);
        }

        return [.. blocks.Select(block => first + block)];
    }

    private void AddRows(int t)
    {
        var battery = _request.Plant.Battery;
        Rows[t].Upward = AddPower(t, 1, battery.DischargeLimit.Mw, offer => offer.Product.UpwardPowerPerSoldMw);
        Rows[t].Downward = AddPower(t, -1, battery.ChargeLimit.Mw, offer => offer.Product.DownwardPowerPerSoldMw);
        AddEndurance(t, t);
        var isNew = Column.Any(column => t == 0 || column[t] != column[t - 1]);
        if (_request.Endurance == EnduranceRule.WholeStep && isNew)
            AddEndurance(t - 1, t);
    }

    private int AddPower(int t, int sign, double limit, Func<ReserveOffer, double> perSold)
    {
        var row = _builder.AddRow(double.NegativeInfinity, limit);
        _builder.AddEntry(row, _storage.Discharge + t, sign);
        _builder.AddEntry(row, _storage.Charge + t, -sign);
        for (var k = 0; k < Column.Length; k++)
            _builder.AddEntry(row, Column[k][t], perSold(_request.Reserves[k]));
        return row;
    }

    /// <summary>Endurance of what is sold in a step, at the state after another one; −1 is the start.</summary>
    private void AddEndurance(int state, int t)
    {
        var battery = _request.Plant.Battery;
        var (soft, _) = StorageBlock.Outside(_request.Plant);
        double least = battery.MinimumEnergy.Mwh + (_request.MarginMwh?[state + 1] ?? 0), most = battery.MaximumEnergy.Mwh;
        if (state < 0)
        {
            // A start outside the window leaves nothing to sell on that side, and is no reason to refuse the plan.
            least = Math.Min(0, least - _request.Plant.InitialEnergyMwh);
            most = Math.Max(0, most - _request.Plant.InitialEnergyMwh);
        }

        var floor = _builder.AddRow(least, double.PositiveInfinity);
        var ceiling = _builder.AddRow(double.NegativeInfinity, most);
        Rows[t].Floors.Add(floor);
        Rows[t].Ceilings.Add(ceiling);
        if (state >= 0)
        {
            _builder.AddEntry(floor, _storage.Energy + state, 1);
            _builder.AddEntry(ceiling, _storage.Energy + state, 1);
            if (soft != 0)
                _builder.AddEntry(soft > 0 ? floor : ceiling, _storage.Outside + state, soft);
        }

        for (var k = 0; k < Column.Length; k++)
        {
            var product = _request.Reserves[k].Product;
            _builder.AddEntry(floor, Column[k][t], -product.UpwardEnduranceHours / battery.DischargeEfficiency.Value);
            _builder.AddEntry(ceiling, Column[k][t], product.DownwardEnduranceHours * battery.ChargeEfficiency.Value);
        }
    }

    private void AddActivation(int k, RiskBlock risk)
    {
        var offer = _request.Reserves[k];
        var product = offer.Product;
        var (battery, wear, hours) = (_request.Plant.Battery, _request.Plant.WearInForce, _request.Hours);
        var mean = _request.Venues[0].Prices.ExpectedPricesPerMwh();
        var ageing = ((product.ThroughputPerSoldMw + product.ActivatedUpPerSoldMw + product.ActivatedDownPerSoldMw) * wear.ThroughputPerMwh)
            + (product.ActivatedUpPerSoldMw * wear.DischargedPerMwh);
        for (var t = 0; t < _request.Steps; t++)
        {
            if (double.IsNaN(offer.PricePerMwHour[t]))
                continue;
            var up = product.ActivatedUpPerSoldMw * (offer.UpwardEnergyPricePerMwh?[t] ?? mean[t]);
            var down = product.ActivatedDownPerSoldMw * (offer.DownwardEnergyPricePerMwh?[t] ?? mean[t]);
            risk.AddSure(Column[k][t], hours * (offer.PricePerMwHour[t] + up - down - ageing));
        }

        var drain = (product.ActivatedUpPerSoldMw / battery.DischargeEfficiency.Value)
            - (product.ActivatedDownPerSoldMw * battery.ChargeEfficiency.Value);
        for (var t = 0; t < _request.Steps && drain != 0; t++)
            _builder.AddEntry(_storage.EnergyRow + t, Column[k][t], hours * drain);
    }
}
