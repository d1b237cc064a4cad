using Bess.Domain.Reserve;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Reserve;

/// <summary>Plans energy and reserve together; keeps the ordering of the last shape, so that a year of days is ordered once.</summary>
/// <remarks>One planner a thread.</remarks>
public sealed class MultiMarketPlanner
{
    private const double BidTolerance = 1e-6;
    private const int DiveRounds = 10;
    private const int DiveShare = 3;
    private readonly ProgrammeSolver _solver = new();

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
        var answer = Solve(builder, formulation, request, cancellationToken);
        if (answer.HasPoint && request.AreBidsRounded && request.Reserves.Any(offer => offer.Product is { BidStepMw: > 0 } or { MinimumBidMw: > 0 }))
            answer = Round(builder, formulation, request, answer, cancellationToken);
        return Describe(request, formulation, answer);
    }

    /// <summary>Whole bids: a dive that rounds a third of the rest to the nearest at a time, or all rounded down; the better one.</summary>
    private ProgrammeAnswer Round(
        ProblemBuilder builder, MultiMarketFormulation formulation, MultiMarketRequest request, ProgrammeAnswer answer, CancellationToken cancellationToken)
    {
        var bids = new List<Bid>();
        for (var k = 0; k < request.Reserves.Count; k++)
        {
            var limit = formulation.Reserves.Limit(request.Reserves[k]);
            bids.AddRange(formulation.Reserves.Column[k].Distinct().Select(column => new Bid(column, request.Reserves[k].Product, limit)));
        }

        var dived = formulation.Binaries.Count == 0 ? Dive(builder, formulation, request, answer, [.. bids], cancellationToken) : null;
        foreach (var bid in bids)
            builder.Fix(bid.Column, bid.Down(answer.Primal));
        var rounded = Solve(builder, formulation, request, cancellationToken);
        var best = dived is not null && !(rounded.HasPoint && rounded.Objective <= dived.Objective) ? dived : rounded;
        return best with { LowerBound = answer.LowerBound, Solves = answer.Solves + rounded.Solves + (dived?.Solves ?? 0) };
    }

    private ProgrammeAnswer? Dive(
        ProblemBuilder builder, MultiMarketFormulation formulation, MultiMarketRequest request, ProgrammeAnswer answer, List<Bid> open,
        CancellationToken cancellationToken)
    {
        var (current, solves) = (answer, 0);
        for (var round = 0; round < DiveRounds; round++)
        {
            var parts = open.Where(bid => bid.Distance(current.Primal) > BidTolerance).OrderBy(bid => bid.Distance(current.Primal)).ToArray();
            var isLast = parts.Length == 0 || round == DiveRounds - 1;
            foreach (var bid in isLast ? [.. open] : parts.Take((parts.Length + DiveShare - 1) / DiveShare))
            {
                builder.Fix(bid.Column, isLast ? bid.Down(current.Primal) : bid.Nearest(current.Primal));
                open.Remove(bid);
            }

            current = Solve(builder, formulation, request, cancellationToken);
            solves += current.Solves;
            if (!current.HasPoint || !current.IsExclusive)
                return null;
            if (isLast)
                break;
        }

        return current with { Solves = solves };
    }

    private ProgrammeAnswer Solve(ProblemBuilder builder, MultiMarketFormulation formulation, MultiMarketRequest request, CancellationToken cancellationToken) =>
        _solver.Solve(builder, formulation.Pairs, request.Exclusivity, formulation.Binaries, null, cancellationToken);

    /// <summary>A column of sold capacity, its product and the most that can be sold.</summary>
    private sealed record Bid(int Column, ReserveProduct Product, double LimitMw)
    {
        /// <summary>Less reserve is always deliverable.</summary>
        public double Down(double[] primal)
        {
            var down = Product.BidStepMw > 0 ? Math.Floor((primal[Column] / Product.BidStepMw) + BidTolerance) * Product.BidStepMw : primal[Column];
            return down < Product.MinimumBidMw - (BidTolerance * (1 + Product.MinimumBidMw)) ? 0 : down;
        }

        /// <summary>How far from a whole bid, as a share of the gap between the whole bids around it.</summary>
        public double Distance(double[] primal) => Math.Min(Share(primal), 1 - Share(primal));

        public double Nearest(double[] primal) => Share(primal) >= 0.5 && Up(primal) <= LimitMw ? Up(primal) : Down(primal);

        private double Share(double[] primal) =>
            Up(primal) > Down(primal) ? Math.Clamp((primal[Column] - Down(primal)) / (Up(primal) - Down(primal)), 0, 1) : 0;

        private double Up(double[] primal)
        {
            var down = Down(primal);
            return down == 0 ? Math.Max(LeastWhole, Product.BidStepMw) : down + Product.BidStepMw;
        }

        private double LeastWhole => Product.BidStepMw > 0
            ? Math.Ceiling((Product.MinimumBidMw / Product.BidStepMw) - BidTolerance) * Product.BidStepMw
            : Product.MinimumBidMw;
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
