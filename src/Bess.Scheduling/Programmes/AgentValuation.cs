using Bess.Domain.Prices;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Programmes;

/// <summary>The money of a claim, recomputed step by step from powers and amounts; shares no code with the formulations.</summary>
public static class AgentValuation
{
    private const double WindowPriceFactor = 10;
    private const double WindowTolerance = 1e-7;

    /// <summary>A battery that sells energy and reserve.</summary>
    /// <param name="claim">The plan.</param>
    /// <param name="request">What it was made for.</param>
    /// <returns>Its money.</returns>
    public static AgentMoney Of(PlanClaim claim, MultiMarketRequest request)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(request);
        var hours = claim.Grid.StepHours;
        var wear = Wear(claim, request.Plant.WearInForce);
        var sure = -wear;
        var mean = request.Venues[0].Prices.ExpectedPricesPerMwh();
        for (var k = 0; k < request.Reserves.Count; k++)
        {
            var (offer, sold) = (request.Reserves[k], claim.Reserves[k].SoldMw);
            for (var t = 0; t < sold.Count; t++)
                sure += sold[t] > 0 && !double.IsNaN(offer.PricePerMwHour[t]) ? hours * sold[t] * Worth(offer, t, mean[t]) : 0;
        }

        var widest = request.Venues.MaxBy(venue => venue.Prices.Count)!.Prices;
        var losses = new double[widest.Count];
        for (var s = 0; s < losses.Length; s++)
        {
            losses[s] = -sure;
            for (var m = 0; m < request.Venues.Count; m++)
                losses[s] -= Income(request.Venues[m], Math.Min(s, request.Venues[m].Prices.Count - 1), claim.VenueMw[m], hours);
        }

        var largest = Math.Max(
            request.Venues.Max(venue => Enumerable.Range(0, venue.Prices.Count).Max(s => Largest(venue.Prices.PricesPerMwh(s)))),
            request.Reserves.SelectMany(offer => offer.PricePerMwHour).Where(price => !double.IsNaN(price)).Select(Math.Abs).DefaultIfEmpty(0).Max());
        return Sum(claim, request.Plant, losses, widest, wear, largest, request.Risk.Lambda, request.Risk.TailShare);
    }

    /// <summary>A battery with sun and load.</summary>
    /// <param name="claim">The plan.</param>
    /// <param name="request">What it was made for.</param>
    /// <returns>Its money.</returns>
    public static AgentMoney Of(PlanClaim claim, ConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(request);
        var (hours, node) = (claim.Grid.StepHours, claim.Connection!);
        var wear = Wear(claim, request.Plant.WearInForce);
        var loss = wear;
        for (var t = 0; t < claim.Grid.Count; t++)
            loss += hours * ((request.ImportPricePerMwh[t] * node.ImportMw[t]) - (request.ExportPricePerMwh[t] * node.ExportMw[t]));
        var largest = request.ImportPricePerMwh.Concat(request.ExportPricePerMwh).Max(Math.Abs);
        return Sum(claim, request.Plant, [loss], null, wear, largest, 0, 1);
    }

    /// <summary>A battery that trades again in real time; money is made by the recourse, the schedule only has to be possible.</summary>
    public static AgentMoney Of(PlanClaim schedule, IReadOnlyList<PlanClaim> recourse, TwoStageRequest request)
    {
        var weights = request.RealTime.Probabilities.ToArray();
        double Mean(Func<PlanClaim, double> value) => recourse.Zip(weights, (path, weight) => weight * value(path)).Sum();
        double[] losses = [.. recourse.Select((path, s) => -TwoStageMoney.Profit(request, s, [.. schedule.PowerMw], [.. path.PowerMw]))];
        var expected = -losses.Zip(weights, (loss, weight) => weight * loss).Sum();
        var tail = losses.Length == 1 ? losses[0] : TailMean.Of(losses, weights, request.Risk.TailShare);
        var terminal = Mean(path => request.Plant.End.Value(path.EnergyMwh[^1]));
        var largest = Enumerable.Range(0, losses.Length).Max(s => Math.Max(Largest(request.DayAheadPrices(s)), Largest(request.RealTime.PricesPerMwh(s))));
        var outside = Outside(schedule) + Mean(Outside);
        var cost = -expected + (request.Risk.Lambda * tail) - terminal + (WindowPriceFactor * Math.Max(1, largest) * outside);
        return new AgentMoney(expected, tail, Mean(path => Wear(path, request.Plant.WearInForce)), terminal, cost);
    }

    /// <summary>Steps that end outside the window.</summary>
    /// <param name="claim">The plan.</param>
    /// <returns>Their indices, in order.</returns>
    public static IReadOnlyList<int> OutsideWindow(PlanClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        double slack = WindowTolerance * claim.Battery.Capacity.Mwh, floor = claim.Battery.MinimumEnergy.Mwh, ceiling = claim.Battery.MaximumEnergy.Mwh;
        if (claim.InitialEnergyMwh >= floor && claim.InitialEnergyMwh <= ceiling)
            return [];
        return [.. Enumerable.Range(0, claim.EnergyMwh.Count).Where(t => claim.EnergyMwh[t] < floor - slack || claim.EnergyMwh[t] > ceiling + slack)];
    }

    private static double Worth(ReserveOffer offer, int t, double meanPrice) =>
        offer.PricePerMwHour[t]
        + (offer.Product.ActivatedUpPerSoldMw * (offer.UpwardEnergyPricePerMwh?[t] ?? meanPrice))
        - (offer.Product.ActivatedDownPerSoldMw * (offer.DownwardEnergyPricePerMwh?[t] ?? meanPrice));

    private static double Income(EnergyVenue venue, int scenario, IReadOnlyList<double> positionMw, double hours)
    {
        var prices = venue.Prices.PricesPerMwh(scenario);
        var sum = 0.0;
        for (var t = 0; t < positionMw.Count; t++)
            sum += hours * ((prices[t] * positionMw[t]) - (venue.FeePerMwh * Math.Abs(positionMw[t])));
        return sum;
    }

    /// <summary>Wear of the schedule's charge and discharge, and of what reserves are expected to move.</summary>
    private static double Wear(PlanClaim claim, WearCost wear)
    {
        var (sum, hours) = (0.0, claim.Grid.StepHours);
        for (var t = 0; t < claim.PowerMw.Count; t++)
        {
            var power = claim.PowerMw[t];
            sum += hours * ((wear.ThroughputPerMwh * Math.Abs(power)) + (wear.DischargedPerMwh * Math.Max(0, power)));
            foreach (var (product, sold) in claim.Reserves)
            {
                var moved = product.ThroughputPerSoldMw + product.ActivatedUpPerSoldMw + product.ActivatedDownPerSoldMw;
                sum += hours * sold[t] * ((moved * wear.ThroughputPerMwh) + (product.ActivatedUpPerSoldMw * wear.DischargedPerMwh));
            }
        }

        return sum;
    }

    private static AgentMoney Sum(
        PlanClaim claim, StoragePlant plant, double[] losses, ScenarioSet? scenarios, double wear, double largestPrice, double lambda, double tailShare)
    {
        double[] weights = scenarios is null ? [1] : scenarios.Probabilities.ToArray();
        var expected = -losses.Zip(weights, (loss, weight) => loss * weight).Sum();
        var tail = losses.Length == 1 ? losses[0] : TailMean.Of(losses, weights, tailShare);
        var terminal = plant.End.Value(claim.EnergyMwh[^1]);
        var cost = -expected + (lambda * tail) - terminal + (WindowPriceFactor * Math.Max(1, largestPrice) * Outside(claim));
        return new AgentMoney(expected, tail, wear, terminal, cost);
    }

    /// <summary>Energy outside the window where the start is outside, summed over the steps, MWh.</summary>
    private static double Outside(PlanClaim claim)
    {
        double start = claim.InitialEnergyMwh, floor = claim.Battery.MinimumEnergy.Mwh, ceiling = claim.Battery.MaximumEnergy.Mwh;
        return start < floor ? claim.EnergyMwh.Sum(energy => Math.Max(0, floor - energy))
            : start > ceiling ? claim.EnergyMwh.Sum(energy => Math.Max(0, energy - ceiling)) : 0;
    }

    private static double Largest(ReadOnlySpan<double> prices)
    {
        var largest = 0.0;
        foreach (var price in prices)
            largest = Math.Max(largest, Math.Abs(price));
        return largest;
    }
}
