using Bess.Backtesting.Markets;
using Bess.Domain;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Backtesting.Running;

/// <summary>Perfect foresight over a whole run under the rules of that run: an upper bound of what any strategy can earn there.</summary>
/// <remarks>
/// A linear relaxation of everything that a run may do, from the same start energy and with a free end: any ledger of the run is a
/// feasible point of it that earns no more (see <see cref="Plant.RealPlant"/> for the plant's side). Its rounding to cents is upwards.
/// </remarks>
public static class CeilingPlanner
{
    private const decimal Cent = 0.01m;

    // Streams of a settlement without reserve.
    private const int MarketStreams = 6;

    /// <summary>The ceiling of a run.</summary>
    /// <param name="request">The run.</param>
    /// <param name="tradesRealTime">Whether the strategy trades in real time.</param>
    /// <param name="sellsReserve">Whether reserve was sold.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The ceiling, or why there is none.</returns>
    public static Validated<Ceiling> Plan(BacktestRequest request, bool tradesRealTime, bool sellsReserve, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var terms = RunTerms.Of(request, tradesRealTime);
        var programme = Programme(request, terms, sellsReserve);
        var result = new InteriorPointSolver().Solve(programme.Builder.Build(), new SolverOptions { RecordIterations = false }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (result.Status is not (SolveStatus.Solved or SolveStatus.AlmostSolved))
            return Validated<Ceiling>.FromFault(new Fault("", "ceiling", "a programme that is solved", $"{result.Status}"));
        return Validated<Ceiling>.FromValue(new Ceiling(
            Rules(request, terms.Settlement.TradesRealTime, sellsReserve), ByDay(programme.NetByDay(result.Primal), -result.PrimalObjective, -result.DualObjective, MarketStreams + terms.Products.Count)));
    }

    internal static CeilingProgramme Programme(BacktestRequest request, RunTerms terms, bool sellsReserve)
    {
        var book = new DayPriceBook(request.Market);
        var days = Enumerable.Range(request.From.DayNumber, request.To.DayNumber - request.From.DayNumber + 1)
            .Select(DateOnly.FromDayNumber).Select(day => (day, book.Of(day))).ToArray();
        return new CeilingProgramme(request, terms, sellsReserve, days);
    }

    /// <summary>The most that the programme lets a run earn that is held to what it did; null when that is no feasible point. For tests of the bound.</summary>
    internal static double? ValueOf(BacktestRequest request, bool tradesRealTime, IReadOnlyList<DayOutcome> days, double slack)
    {
        var programme = Programme(request, RunTerms.Of(request, tradesRealTime), days.Any(day => day.Reserves.Count > 0));
        for (var k = 0; k < days.Count; k++)
            programme.Hold(k, days[k], slack);
        var result = new InteriorPointSolver().Solve(programme.Builder.Build());
        return result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved ? -result.PrimalObjective : null;
    }

    /// <summary>Upwards: the gap of the solver is shared among the days, and the cents that a settlement may round up are allowed.</summary>
    internal static decimal[] ByDay(double[] net, double primal, double dual, int streams)
    {
        var share = Math.Max(0, dual - primal) / net.Length;
        return [.. net.Select(one => (Math.Ceiling((decimal)(one + share) / Cent) * Cent) + (Math.Ceiling(streams / 2m) * Cent))];
    }

    private static string Rules(BacktestRequest request, bool tradesRealTime, bool sellsReserve)
    {
        var market = request.Market;
        var energy = tradesRealTime
            ? $"{market.DayAhead.Name} and {market.RealTime!.Name}, day-ahead position and dispatch each deliverable, fees on |x| and |y − x|"
            : $"{market.DayAhead.Name} only, deliverable, fees on |x|";
        var reserve = sellsReserve ? $"; reserve {string.Join(", ", market.Reserves.Select(one => one.Product.Name))}, bids not rounded" : "";
        return $"perfect foresight over the whole run: {energy}{reserve}; same plant with its real losses, window, power, cycle limit, wear and start energy, end free; linear relaxation, an upper bound";
    }
}
