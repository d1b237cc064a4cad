using Bess.Backtesting.Markets;
using Bess.Backtesting.Running;
using Bess.Domain;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;

namespace Bess.Backtesting.Sites;

/// <summary>Perfect foresight over a whole run of a site: prices, sun and load as they came, the real plant's losses, the same limits and fees.</summary>
internal static class SiteCeiling
{
    private const string Rules =
        "perfect foresight over the whole run of the site: prices, sun and load as they came, same import and export limits, fees and curtailment; same plant with its real losses, window, power, "
        + "cycle limit, wear and start energy, end free; linear relaxation, an upper bound; capture is (net - idle) / (ceiling - idle), idle the same site with an unused battery";

    private const int Streams = 4;

    public static Validated<Ceiling> Plan(BacktestRequest request, Site site, IReadOnlyList<SiteDay> days, CancellationToken cancellationToken)
    {
        var programme = new CeilingProgramme(request, RunTerms.Of(request, false), false, [.. days.Select(day => (day.Day, Free(day)))], site, days);
        var result = new InteriorPointSolver().Solve(programme.Builder.Build(), new SolverOptions { RecordIterations = false }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result.Status is SolveStatus.Solved or SolveStatus.AlmostSolved
            ? Validated<Ceiling>.FromValue(new Ceiling(
                Rules, CeilingPlanner.ByDay(programme.NetByDay(result.Primal), -result.PrimalObjective, -result.DualObjective, Streams)))
            : Validated<Ceiling>.FromFault(new Fault("", "ceiling", "a programme that is solved", $"{result.Status}"));
    }

    // The battery's own power costs nothing: a zero where the step is settled, no price where it is not.
    private static DayPrices Free(SiteDay day) =>
        new(day.Grid, [.. Enumerable.Range(0, day.Grid.Count).Select(t => day.IsSettled(t) ? 0 : double.NaN)], [], [], []);
}
