using Bess.Optimization.BranchAndBound;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Reserve;

/// <summary>Plans energy and reserve together; keeps the ordering of the last shape, so that a year of days is ordered once.</summary>
/// <remarks>One planner a thread.</remarks>
public sealed class MultiMarketPlanner
{
    private readonly ProgrammeSolver _solver;

    /// <summary>Creates a planner.</summary>
    /// <param name="search">Limits of the search of <see cref="ExclusivityMode.Exact"/>; null for none.</param>
    public MultiMarketPlanner(BranchAndBoundOptions? search = null) => _solver = new ProgrammeSolver { Search = search ?? new BranchAndBoundOptions() };

    /// <summary>The plan of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the run early with that status.</param>
    /// <returns>The plan, with an honest status.</returns>
    /// <exception cref="ArgumentException">When numbers of the request do not fit together; names the field.</exception>
    public MultiMarketPlan Plan(MultiMarketRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Check();
        var builder = new ProblemBuilder();
        var formulation = new MultiMarketFormulation(builder, request);
        var answer = _solver.Solve(builder, formulation.Pairs, request.Exclusivity, formulation.Binaries, null, cancellationToken);
        if (answer.HasPoint && request.AreBidsRounded && request.Reserves.Any(offer => offer.Product is { BidStepMw: > 0 } or { MinimumBidMw: > 0 }))
            answer = new BidRounding(_solver, builder, formulation, request, cancellationToken).Round(answer);
        return Describe(request, formulation, answer);
    }

    private static MultiMarketPlan Describe(MultiMarketRequest request, MultiMarketFormulation formulation, ProgrammeAnswer answer)
    {
        var (x, has, steps) = (answer.Primal, answer.HasPoint, request.Steps);
        return new MultiMarketPlan
        {
            Status = answer.Status,
            Grid = request.Venues[0].Prices.Grid,
            PowerMw = has ? Series(t => x[formulation.Storage.Discharge + t] - x[formulation.Storage.Charge + t]) : [],
            EnergyMwh = has ? Series(t => x[formulation.Storage.Energy + t]) : [],
            VenueMw = has ? [.. formulation.Venues.Select(place => Series(t => x[place.Sell + t] - x[place.Buy + t]))] : [],
            Products = [.. request.Reserves.Select(offer => offer.Product)],
            ReserveMw = has ? [.. formulation.Reserves.Column.Select(column => Series(t => Math.Max(0, x[column[t]])))] : [],
            Objective = answer.Objective,
            LowerBound = answer.LowerBound,
            IsExclusive = has && answer.IsExclusive,
            Exclusivity = answer.Outcome,
            Solves = answer.Solves,
        };

        double[] Series(Func<int, double> value) => [.. Enumerable.Range(0, steps).Select(value)];
    }
}
