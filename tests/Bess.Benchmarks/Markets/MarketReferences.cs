using Bess.Domain.Assets;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Benchmarks.Markets;

/// <summary>The market requests as plain programmes for another solver, written from docs/explanation/markets.md.</summary>
internal static class MarketReferences
{
    private const double None = double.NegativeInfinity;

    /// <summary>The linear relaxation of a two-stage request: charge and discharge may both be above zero.</summary>
    public static ReferenceProblem TwoStage(TwoStageRequest request)
    {
        var problem = new ReferenceProblem();
        var (steps, hours) = (request.RealTime.Grid.Count, request.RealTime.Grid.StepHours);
        var (risk, wear) = (request.Risk, request.Plant.Battery.DegradationCost.PerMwh);
        var probabilities = request.RealTime.Probabilities.ToArray();
        var level = problem.Columns(1, None, double.PositiveInfinity, risk.Lambda)[0];
        var excess = Enumerable.Range(0, probabilities.Length).Select(_ => problem.Columns(1, 0, double.PositiveInfinity)[0]).ToArray();
        var schedule = AddPath(problem, request.Plant, steps, hours);
        foreach (var column in schedule.Charge.Concat(schedule.Discharge))
            problem.Cost(column, (1 + risk.Lambda) * hours * request.DayAheadFeePerMwh);
        for (var s = 0; s < probabilities.Length; s++)
        {
            double[] dayAhead = request.DayAhead.PricesPerMwh(s).ToArray(), realTime = request.RealTime.PricesPerMwh(s).ToArray();
            var path = AddPath(problem, request.Plant, steps, hours);
            var (up, down) = (problem.Columns(steps, 0, double.PositiveInfinity), problem.Columns(steps, 0, double.PositiveInfinity));
            problem.Cost(excess[s], risk.Lambda * probabilities[s] / risk.TailShare);
            var loss = new List<(double Value, int Column)> { (1, level), (1, excess[s]) };
            for (var t = 0; t < steps; t++)
            {
                problem.Row(
                    0, 0, (1, path.Discharge[t]), (-1, path.Charge[t]), (-1, schedule.Discharge[t]), (1, schedule.Charge[t]), (-1, up[t]), (1, down[t]));
                Earn(schedule.Discharge[t], dayAhead[t]);
                Earn(schedule.Charge[t], -dayAhead[t]);
                Earn(up[t], realTime[t] - request.RealTimeFeePerMwh);
                Earn(down[t], -realTime[t] - request.RealTimeFeePerMwh);
                Earn(path.Discharge[t], -wear);
                Earn(path.Charge[t], -wear);
            }

            problem.Row(0, double.PositiveInfinity, loss.ToArray());

            void Earn(int column, double perMwh)
            {
                problem.Cost(column, -probabilities[s] * hours * perMwh);
                loss.Add((hours * perMwh, column));
            }
        }

        return problem;
    }

    /// <summary>Energy and reserve of one venue with bids as integers: the optimum that rounding can at best reach.</summary>
    public static ReferenceProblem Reserve(MultiMarketRequest request)
    {
        var problem = new ReferenceProblem();
        var (venue, battery) = (request.Venues[0], request.Plant.Battery);
        var (steps, hours) = (venue.Prices.Grid.Count, venue.Prices.Grid.StepHours);
        var (price, wear) = (venue.Prices.PricesPerMwh(0).ToArray(), battery.DegradationCost.PerMwh);
        var (etaC, etaD) = (battery.ChargeEfficiency.Value, battery.DischargeEfficiency.Value);
        var c = problem.Columns(steps, 0, battery.ChargeLimit.Mw);
        var d = problem.Columns(steps, 0, battery.DischargeLimit.Mw);
        var e = problem.Columns(steps, battery.MinimumEnergy.Mwh, battery.MaximumEnergy.Mwh);
        var u = problem.Columns(steps, 0, 1, 0, true);
        var bids = request.Reserves.Select(offer => problem.Columns(steps, 0, Math.Floor(battery.DischargeLimit.Mw / offer.Product.BidStepMw), 0, true)).ToArray();
        for (var t = 0; t < steps; t++)
        {
            problem.Cost(c[t], hours * (price[t] + wear));
            problem.Cost(d[t], hours * (wear - price[t]));
            problem.Row(None, 0, (1, c[t]), (-battery.ChargeLimit.Mw, u[t]));
            problem.Row(None, battery.DischargeLimit.Mw, (1, d[t]), (battery.DischargeLimit.Mw, u[t]));
            var balance = new List<(double, int)> { (1, e[t]), (-etaC * hours, c[t]), (hours / etaD, d[t]) };
            List<(double, int)> above = [(1, d[t]), (-1, c[t])], below = [(1, c[t]), (-1, d[t])], given = [], taken = [];
            for (var k = 0; k < bids.Length; k++)
            {
                var (offer, size) = (request.Reserves[k], request.Reserves[k].Product.BidStepMw);
                var (rules, bid) = (offer.Product, bids[k][t]);
                problem.Cost(bid, -hours * size * (offer.PricePerMwHour[t]
                    + (rules.ActivatedUpPerSoldMw * (price[t] - wear)) - (rules.ActivatedDownPerSoldMw * (price[t] + wear))));
                balance.Add((hours * size * ((rules.ActivatedUpPerSoldMw / etaD) - (rules.ActivatedDownPerSoldMw * etaC)), bid));
                above.Add((size * rules.UpwardPowerPerSoldMw, bid));
                below.Add((size * rules.DownwardPowerPerSoldMw, bid));
                given.Add((size * rules.UpwardEnduranceHours / etaD, bid));
                taken.Add((size * rules.DownwardEnduranceHours * etaC, bid));
            }

            problem.Row(None, battery.DischargeLimit.Mw, [.. above]);
            problem.Row(None, battery.ChargeLimit.Mw, [.. below]);
            var start = request.Plant.InitialEnergyMwh;
            if (t > 0)
                balance.Add((-1, e[t - 1]));
            problem.Row(t == 0 ? start : 0, t == 0 ? start : 0, [.. balance]);
            Endure(t == 0 ? null : e[t - 1], start, given, taken);
            Endure(e[t], 0, given, taken);
        }

        problem.Cost(e[^1], -request.Plant.End.Value(1));
        return problem;

        void Endure(int? state, double known, List<(double, int)> given, List<(double, int)> taken)
        {
            (double, int)[] stored = state is { } column ? [(1, column)] : [];
            known = state is null ? known : 0;
            problem.Row(battery.MinimumEnergy.Mwh - known, double.PositiveInfinity, [.. stored, .. given.Select(term => (-term.Item1, term.Item2))]);
            problem.Row(None, battery.MaximumEnergy.Mwh - known, [.. stored, .. taken]);
        }
    }

    private static (int[] Charge, int[] Discharge) AddPath(ReferenceProblem problem, StoragePlant plant, int steps, double hours)
    {
        Battery battery = plant.Battery;
        var charge = problem.Columns(steps, 0, battery.ChargeLimit.Mw);
        var discharge = problem.Columns(steps, 0, battery.DischargeLimit.Mw);
        var energy = problem.Columns(steps, battery.MinimumEnergy.Mwh, battery.MaximumEnergy.Mwh);
        problem.Lower(energy[^1], plant.End.FloorMwh ?? battery.MinimumEnergy.Mwh);
        for (var t = 0; t < steps; t++)
        {
            (double, int)[] flow = [(1, energy[t]), (-battery.ChargeEfficiency.Value * hours, charge[t]), (hours / battery.DischargeEfficiency.Value, discharge[t])];
            if (t == 0)
                problem.Row(plant.InitialEnergyMwh, plant.InitialEnergyMwh, flow);
            else
                problem.Row(0, 0, [.. flow, (-1, energy[t - 1])]);
        }

        return (charge, discharge);
    }
}
