using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Smoothing;

namespace Bess.Scheduling.Tests.Programmes;

/// <summary>The smoothed answer of a programme: derivatives against differences, end of the path against a general solver.</summary>
public sealed class SmoothedResponseTests
{
    [Theory]
    [InlineData("reserve", 1)]
    [InlineData("venues", 2)]
    [InlineData("solar", 3)]
    [InlineData("two-stage", 9)]
    public void Respond_Derivatives_EqualDifferences(string kind, int seed)
    {
        var programme = ProgrammeCases.Of(kind, seed).Relaxation;
        var price = Price(seed, programme.Steps);
        const double Barrier = 0.5;
        var answer = Exact(programme, price, Barrier);

        foreach (var t in new[] { 0, 7, 15, 23 })
        {
            const double Change = 1e-3;
            double[] up = [.. price], down = [.. price];
            (up[t], down[t]) = (up[t] + Change, down[t] - Change);
            var (above, below) = (Exact(programme, up, Barrier), Exact(programme, down, Barrier));
            for (var s = 0; s < price.Length; s++)
            {
                var (i, j) = (Math.Max(s, t), Math.Min(s, t));
                var slope = -(above.Value[s] - below.Value[s]) / (2 * Change);
                Assert.Equal(slope, answer.Sensitivity[(i * (i + 1) / 2) + j], 1e-4 * (1e-3 + Math.Abs(answer.Sensitivity[(t * (t + 1) / 2) + t])));
            }
        }

        var (more, less) = (Exact(programme, price, Barrier + 1e-4), Exact(programme, price, Barrier - 1e-4));
        for (var s = 0; s < price.Length; s++)
            Assert.Equal((more.Value[s] - less.Value[s]) / 2e-4, answer.BarrierDerivative[s], 1e-4 * answer.BarrierDerivative.Max(Math.Abs));
        Assert.All(answer.NewtonStep, step => Assert.Equal(0, step, 1e-4));
    }

    [Theory]
    [InlineData("reserve", 4, 24)]
    [InlineData("reserve", 5, 96)]
    [InlineData("venues", 6, 24)]
    [InlineData("solar", 7, 24)]
    [InlineData("solar", 8, 96)]
    [InlineData("two-stage", 10, 24)]
    public void Respond_BarrierToZero_EndsAtTheOptimum(string kind, int seed, int steps)
    {
        var programme = ProgrammeCases.Of(kind, seed, steps).Relaxation;
        var price = Price(seed, steps);
        var problem = programme.Problem(price);
        var exact = new InteriorPointSolver().Solve(problem);
        var (solver, state, answer) = (new SmoothedSolver(programme), new SmoothedIterate(programme), new SmoothedAnswer(programme));

        for (var barrier = 1.0; barrier > 1e-7; barrier *= 0.2)
            Assert.True(solver.Respond(state, price, barrier, answer), $"μ = {barrier}");

        var value = answer.Cost + answer.Value.Zip(price, (p, y) => p * y).Sum();
        var scale = 1 + Math.Abs(exact.PrimalObjective);
        Assert.InRange((value - exact.PrimalObjective) / scale, -1e-7, 1e-4);
        Assert.InRange((answer.LowerBound - exact.PrimalObjective) / scale, -1e-4, 1e-8);
        Assert.InRange((programme.LowerBound(price, exact.RowDuals) - exact.PrimalObjective) / scale, -1e-5, 1e-8);
    }

    private static double[] Price(int seed, int steps)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, steps).Select(_ => 20 * (random.NextDouble() - 0.5))];
    }

    private static SmoothedAnswer Exact(SmoothedProgramme programme, double[] price, double barrier)
    {
        var (solver, state, answer) = (new SmoothedSolver(programme), new SmoothedIterate(programme), new SmoothedAnswer(programme));
        Assert.True(solver.Respond(state, price, barrier, answer, proximal: false));
        for (var k = 0; k < 4; k++)
            Assert.True(solver.Respond(state, price, barrier, answer, proximal: false));
        return answer;
    }
}
