using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;

namespace Bess.Coordination.Checking;

/// <summary>The money of one schedule, recomputed scenario by scenario; loss is measured against idling.</summary>
internal readonly record struct MemberMoney(double ExpectedProfit, double TailLoss, double Wear, double TerminalValue, double Cost)
{
    /// <summary>A MWh outside the window costs this multiple of the largest absolute price a step.</summary>
    private const double WindowPriceFactor = 10;

    public static MemberMoney Of(FleetMember member, ScenarioSet scenarios, ReadOnlySpan<double> powerMw, ReadOnlySpan<double> energyMwh)
    {
        var hours = scenarios.Grid.StepHours;
        var throughput = 0.0;
        foreach (var power in powerMw)
            throughput += Math.Abs(power) * hours;
        var wear = throughput * member.Battery.DegradationCost.PerMwh;
        var losses = new double[scenarios.Count];
        var weights = scenarios.Probabilities.ToArray();
        var expected = 0.0;
        for (var s = 0; s < losses.Length; s++)
        {
            var prices = scenarios.PricesPerMwh(s);
            var profit = -wear;
            for (var t = 0; t < prices.Length; t++)
                profit += prices[t] * powerMw[t] * hours;
            expected += weights[s] * profit;
            losses[s] = -profit;
        }

        var tail = WorstShare(losses, weights, member.Risk.TailShare);
        var terminal = member.Terminal is TerminalCondition.Value(var price) ? price.PerMwh * energyMwh[^1] : 0;
        var cost = -expected + (member.Risk.Lambda * tail) - terminal + WindowCost(member, scenarios, energyMwh);
        return new MemberMoney(expected, tail, wear, terminal, cost);
    }

    /// <summary>Mean of the worst outcomes of total probability α, the last one counted in part (Acerbi and Tasche 2002, definition 2.6).</summary>
    private static double WorstShare(double[] losses, double[] weights, double share)
    {
        Array.Sort(losses, weights);
        var left = share;
        var sum = 0.0;
        for (var k = losses.Length - 1; k >= 0 && left > 0; k--)
        {
            var taken = k == 0 ? left : Math.Min(left, weights[k]);
            sum += taken * losses[k];
            left -= taken;
        }

        return sum / share;
    }

    private static double WindowCost(FleetMember member, ScenarioSet scenarios, ReadOnlySpan<double> energyMwh)
    {
        double start = member.InitialEnergy.Mwh, floor = member.Battery.MinimumEnergy.Mwh, ceiling = member.Battery.MaximumEnergy.Mwh;
        if (start >= floor && start <= ceiling)
            return 0;
        var largest = 1.0;
        for (var s = 0; s < scenarios.Count; s++)
        {
            foreach (var price in scenarios.PricesPerMwh(s))
                largest = Math.Max(largest, Math.Abs(price));
        }

        var outside = 0.0;
        foreach (var energy in energyMwh)
            outside += start < floor ? Math.Max(0, floor - energy) : Math.Max(0, energy - ceiling);
        return WindowPriceFactor * largest * outside;
    }
}
