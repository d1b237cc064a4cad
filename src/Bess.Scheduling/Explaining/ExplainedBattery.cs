using Bess.Domain.Reserve;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Programmes;
using Bess.Scheduling.Reserve;

namespace Bess.Scheduling.Explaining;

/// <summary>A plan of a battery in energy venues and reserve.</summary>
internal sealed partial class ExplainedBattery : ExplainedPlan
{
    private readonly MultiMarketRequest _problem;
    private readonly IReadOnlyList<double> _coupling;
    private readonly double[][] _venues;
    private readonly double[][] _reserves;
    private readonly double[] _power;
    private readonly double[] _energy;
    private readonly double[][] _expected;
    private MultiMarketFormulation? _form;

    public ExplainedBattery(BatteryPlanQuestion question)
        : base(question.Problem.Plant, question.Problem.Venues[0].Prices.Grid, question.Problem.Venues[0].Prices.Currency, question.Problem.Risk.Lambda)
    {
        _problem = question.Problem;
        _power = [.. question.PowerMw];
        _coupling = question.CouplingPricePerMwh.Count > 0 ? question.CouplingPricePerMwh : new double[Steps];
        _venues = question.VenueMw.Count > 0 ? [.. question.VenueMw.Select(venue => venue.ToArray())] : [_power];
        _reserves = [.. question.ReserveMw.Select(sold => sold.ToArray())];
        _energy = question.EnergyMwh?.ToArray() ?? Simulate();
        _expected = [.. _problem.Venues.Select(venue => venue.Prices.ExpectedPricesPerMwh())];
    }

    public override IReadOnlyList<double> PowerMw => _power;

    public override IReadOnlyList<double> EnergyMwh => _energy;

    public override IReadOnlyList<double> PriceSizePerMwh => [.. _expected[0].Select((price, t) => Math.Abs(price) + (Math.Abs(_coupling[t]) / RiskScale))];

    public override bool HasSizes => _problem.AreBidsRounded && _problem.Reserves.Any(offer => IsSized(offer.Product));

    public override IEnumerable<PlanClaim> Claims => [Claim];

    private PlanClaim Claim => PlanClaims.Of(Plant, Grid, _power, _energy) with
    {
        Reserves = [.. _problem.Reserves.Select((offer, k) => new ReserveClaim(
            _problem.AreBidsRounded ? offer.Product : offer.Product with { BidStepMw = 0, MinimumBidMw = 0 }, _reserves[k]))],
        VenueMw = _venues,
    };

    public override double Cost()
    {
        var coupling = 0.0;
        for (var t = 0; t < Steps; t++)
            coupling += Hours * _coupling[t] * _power[t];
        return (AgentValuation.Of(Claim, _problem).Cost + coupling) / RiskScale;
    }

    public override ExplainedProgramme Write(bool isHeld)
    {
        var builder = new ProblemBuilder();
        var form = _form = new MultiMarketFormulation(builder, _problem);
        for (var t = 0; t < Steps; t++)
        {
            builder.AddCost(form.Storage.Discharge + t, Hours * _coupling[t]);
            builder.AddCost(form.Storage.Charge + t, -Hours * _coupling[t]);
            if (isHeld)
                StorageActions.HoldDirection(builder, form.Storage, t, ActionOf(t));
        }

        if (isHeld)
            HoldSizesOfPlan(builder);
        return new ExplainedProgramme(builder, form.Pairs, Point(form));
    }

    public override void Force(ProblemBuilder builder, int step, IntervalAction action, double powerMw) =>
        StorageActions.Force(builder, _form!.Storage, Plant.Battery, step, action, powerMw);

    public override (int Column, double LimitMw) ColumnOf(int step, IntervalAction action) =>
        StorageActions.ColumnOf(_form!.Storage, Plant.Battery, step, action);

    public override bool HoldSizes(ProblemBuilder builder, double[] point)
    {
        for (var k = 0; HasSizes && k < _problem.Reserves.Count; k++)
        {
            var product = _problem.Reserves[k].Product;
            foreach (var column in _form!.Reserves.Column[k].Distinct().Where(_ => IsSized(product)))
                builder.Fix(column, BidRounding.Down(product, point[column]));
        }

        return HasSizes;
    }

    public override void HoldSizesOfPlan(ProblemBuilder builder)
    {
        for (var k = 0; HasSizes && k < _reserves.Length; k++)
        {
            for (var t = 0; t < Steps && IsSized(_problem.Reserves[k].Product); t++)
                builder.Fix(_form!.Reserves.Column[k][t], _reserves[k][t]);
        }
    }

    private static bool IsSized(ReserveProduct product) => product is { BidStepMw: > 0 } or { MinimumBidMw: > 0 };

    private PlanPoint Point(MultiMarketFormulation form)
    {
        var point = new PlanPoint();
        var storage = form.Storage;
        for (var t = 0; t < Steps; t++)
        {
            StorageActions.Tell(point, storage, Plant, t, _power[t], _energy[t]);
            for (var m = 0; m < _venues.Length && form.Venues[m].Sell != storage.Discharge; m++)
            {
                point.Set(t, form.Venues[m].Sell + t, Math.Max(0, _venues[m][t]));
                point.Set(t, form.Venues[m].Buy + t, Math.Max(0, -_venues[m][t]));
            }

            for (var k = 0; k < _reserves.Length; k++)
                point.Set(t, form.Reserves.Column[k][t], _reserves[k][t]);
        }

        return point;
    }

    private double[] Simulate()
    {
        var battery = Plant.Battery;
        var (stored, kept, energy) = (Plant.InitialEnergyMwh, Math.Pow(1 - Plant.StandingLossPerHour, Hours), new double[Steps]);
        for (var t = 0; t < Steps; t++)
        {
            var drain = _power[t] > 0 ? _power[t] / battery.DischargeEfficiency.Value : _power[t] * battery.ChargeEfficiency.Value;
            for (var k = 0; k < _reserves.Length; k++)
                drain += Drain(_problem.Reserves[k].Product) * _reserves[k][t];
            stored = (kept * stored) - (Hours * drain);
            energy[t] = stored;
        }

        return energy;
    }

    /// <summary>MWh that a MW sold takes out of the store in an hour, as expected.</summary>
    private double Drain(ReserveProduct product) =>
        (product.ActivatedUpPerSoldMw / Plant.Battery.DischargeEfficiency.Value) - (product.ActivatedDownPerSoldMw * Plant.Battery.ChargeEfficiency.Value);
}
