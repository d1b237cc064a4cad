using Bess.Domain.Reserve;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Reserve;

/// <summary>Makes whole bids out of a plan: one product after the other is rounded, and the rest planned again around it.</summary>
/// <remarks>
/// Coarse products go first, so that finer ones take what their rounding leaves. A product is rounded to the nearest bids; where those
/// cannot be delivered, down: less reserve always can. The plan with all bids rounded down at once is made too, and the better one
/// taken. This is diving, a heuristic of mixed-integer programming (Berthold 2006), not a search for the optimum.
/// </remarks>
internal sealed class BidRounding(
    ProgrammeSolver solver, ProblemBuilder builder, MultiMarketFormulation formulation, MultiMarketRequest request, CancellationToken cancellationToken)
{
    private const double BidTolerance = 1e-6;
    private const double Half = 0.5;

    private int _solves;

    /// <summary>The plan with whole bids.</summary>
    /// <param name="answer">The plan with any bids.</param>
    public ProgrammeAnswer Round(ProgrammeAnswer answer)
    {
        _solves = answer.Solves;
        (ReserveProduct Product, int[] Columns)[] products =
            [.. request.Reserves.Select((offer, k) => (offer.Product, formulation.Reserves.Column[k].Distinct().ToArray()))];
        var bounds = products.SelectMany(one => one.Columns).ToDictionary(column => column, builder.BoundsOf);
        foreach (var (product, columns) in products)
            Fix(columns, column => Down(product, answer.Primal[column]));
        var best = Solve(request.Exclusivity);
        if (formulation.Binaries.Count == 0 && !cancellationToken.IsCancellationRequested)
        {
            foreach (var (column, own) in bounds)
                builder.SetBounds(column, own);
            var dived = Dive(answer, products, bounds);
            best = dived.HasPoint && (!best.HasPoint || dived.Objective < best.Objective) ? dived : best;
        }

        return best with { LowerBound = answer.LowerBound, Solves = _solves };
    }

    private ProgrammeAnswer Dive(
        ProgrammeAnswer answer, (ReserveProduct Product, int[] Columns)[] products, Dictionary<int, (double Lower, double Upper)> bounds)
    {
        foreach (var (product, columns) in products.OrderByDescending(one => Math.Max(one.Product.BidStepMw, one.Product.MinimumBidMw)))
        {
            var planned = answer.Primal;
            Fix(columns, column => Nearest(product, planned[column], bounds[column].Upper));
            answer = Solve(ExclusivityMode.Relaxed);
            if (!answer.HasPoint)
            {
                Fix(columns, column => Down(product, planned[column]));
                answer = Solve(ExclusivityMode.Relaxed);
            }

            if (!answer.HasPoint)
                return answer;
        }

        return answer.IsExclusive || request.Exclusivity == ExclusivityMode.Relaxed ? answer : Solve(request.Exclusivity);
    }

    private ProgrammeAnswer Solve(ExclusivityMode exclusivity)
    {
        var answer = solver.Solve(builder, formulation.Pairs, exclusivity, formulation.Binaries, null, cancellationToken);
        _solves += answer.Solves;
        return answer;
    }

    private void Fix(int[] columns, Func<int, double> value)
    {
        foreach (var column in columns)
            builder.Fix(column, value(column));
    }

    private static double Nearest(ReserveProduct product, double amount, double mostMw)
    {
        var down = Down(product, amount);
        var up = down > 0 ? down + product.BidStepMw : Math.Max(product.BidStepMw, product.MinimumBidMw);
        return amount > BidTolerance && up <= mostMw + BidTolerance && amount - down >= Half * (up - down) ? up : down;
    }

    internal static double Down(ReserveProduct product, double amount)
    {
        var down = product.BidStepMw > 0 ? Math.Floor((amount / product.BidStepMw) + BidTolerance) * product.BidStepMw : Math.Max(0, amount);
        return down < product.MinimumBidMw - (BidTolerance * (1 + product.MinimumBidMw)) ? 0 : down;
    }
}
