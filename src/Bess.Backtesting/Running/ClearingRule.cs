using System.Globalization;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Strategies;
using Bess.Domain.Reserve;
using Bess.Domain.Time;

namespace Bess.Backtesting.Running;

/// <summary>What of a decision becomes position: the plant takes prices, so all of it that is deliverable and has a price.</summary>
/// <remarks>
/// In this order: where no price was published nothing is sold; the rest is run by the planned plant from the energy that was expected
/// at midnight, and what it cannot run is taken away; reserve that cannot be held is taken away and bids are rounded down.
/// </remarks>
internal static class ClearingRule
{
    private const double VisibleMw = 1e-6;

    // A plan at the edge of what can be held is above it by the accuracy of its solver; no whole bid is lost for that.
    private const double HeldShare = 1 - 1e-6;

    public static (double[] PositionMw, double[][] ReserveMw, List<string> Rules) Accept(
        RealPlant model, DayDecision decision, DayPrices prices, IReadOnlyList<ReserveProduct> products, double startEnergyMwh, DateOnly day)
    {
        var rules = new List<string>();
        var grid = prices.Grid;
        var offered = Priced(decision.PositionMw, prices.DayAheadPerMwh, "day-ahead price missing", rules);
        var reserve = new double[decision.ReserveMw.Length][];
        for (var k = 0; k < reserve.Length; k++)
        {
            var sold = Priced(decision.ReserveMw[k], prices.ReservePerMwHour[k], $"{products[k].Name} price missing", rules);
            for (var t = 0; t < sold.Length; t++)
                sold[t] = double.IsFinite(prices.DayAheadPerMwh[t]) ? sold[t] : 0;
            reserve[k] = Bids(products[k], sold, grid);
        }

        var (position, held) = Run(model, offered, reserve, products, prices, startEnergyMwh, day);
        var cut = reserve.Select((row, k) => Bids(products[k], [.. row.Select((amount, t) => amount * held[t])], grid)).ToArray();
        for (var k = 0; k < reserve.Length; k++)
            Tell(rules, $"{products[k].Name} not deliverable: reduced", decision.ReserveMw[k].Zip(cut[k], (a, b) => a - b), grid);
        if (reserve.Where((row, k) => !row.SequenceEqual(cut[k])).Any())
            (position, _) = Run(model, offered, cut, products, prices, startEnergyMwh, day);
        Tell(rules, "position not deliverable: reduced", offered.Zip(position, (a, b) => a - b), grid);
        return (position, cut, rules);
    }

    private static double[] Priced(double[] amounts, double[] prices, string name, List<string> rules)
    {
        var missing = prices.Count(price => !double.IsFinite(price));
        if (missing > 0)
            rules.Add(string.Create(CultureInfo.InvariantCulture, $"{name} in {missing} of {prices.Length} steps: nothing sold there"));
        return [.. amounts.Select((amount, t) => double.IsFinite(prices[t]) ? amount : 0)];
    }

    /// <summary>Constant over a block, the least of it, rounded down to a bid.</summary>
    private static double[] Bids(ReserveProduct product, double[] amounts, TimeGrid grid)
    {
        var blocks = RunTerms.Blocks(product, grid);
        var least = new Dictionary<long, double>();
        for (var t = 0; t < amounts.Length; t++)
            least[blocks[t]] = Math.Min(least.GetValueOrDefault(blocks[t], double.PositiveInfinity), amounts[t]);
        return [.. blocks.Select(block => RunTerms.Bid(product, least[block]))];
    }

    private static (double[] PositionMw, double[] Held) Run(
        RealPlant model, double[] offered, double[][] reserve, IReadOnlyList<ReserveProduct> products, DayPrices prices, double startEnergyMwh, DateOnly day)
    {
        var (position, held) = (new double[offered.Length], new double[offered.Length]);
        var state = model.At(startEnergyMwh);
        for (var t = 0; t < offered.Length; t++)
        {
            var sold = new List<ReserveCommitment>(reserve.Length);
            for (var k = 0; k < reserve.Length; k++)
            {
                if (reserve[k][t] > 0)
                    sold.Add(new ReserveCommitment(products[k], reserve[k][t]));
            }

            // Where nothing can be sold a ramp limit does not carry a position into the step.
            var before = double.IsFinite(prices.DayAheadPerMwh[t]) ? state : state with { PowerMw = null };
            (state, var step) = model.Run(before, offered[t], sold, prices.Grid.StepHours, day, t);
            (position[t], held[t]) = (step.MeteredMw, step.HeldShare >= HeldShare ? 1 : step.HeldShare);
        }

        return (position, held);
    }

    private static void Tell(List<string> rules, string name, IEnumerable<double> missingMw, TimeGrid grid)
    {
        var (steps, energy) = (0, 0.0);
        foreach (var missing in missingMw)
        {
            if (Math.Abs(missing) <= VisibleMw)
                continue;
            steps++;
            energy += Math.Abs(missing) * grid.StepHours;
        }

        if (steps > 0)
            rules.Add(string.Create(CultureInfo.InvariantCulture, $"{name} by {energy:0.###} MWh in {steps} of {grid.Count} steps"));
    }
}
