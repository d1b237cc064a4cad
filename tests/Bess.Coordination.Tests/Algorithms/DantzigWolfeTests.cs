using Bess.Optimization.Aladin;

namespace Bess.Coordination.Tests.Algorithms;

public sealed class DantzigWolfeTests
{
    [Theory]
    [InlineData(1.5, 20)]
    [InlineData(0, 0)]
    [InlineData(5, 10 + 40 + 200)]
    public void Advance_MeritOrderOfTwoBlocks_FindsTheOptimumAndItsPrice(double demand, double optimum)
    {
        // f = 10 p on [0, 1] and 20 p on [0, 2]; a missing unit costs 100.
        var set = new CouplingSet(1, [demand], [demand], [100], [100]);
        var method = new DantzigWolfe(set, new DantzigWolfeOptions());
        double[] cost = [10, 20], limit = [1, 2];
        DantzigWolfeStep? step = null;
        for (var k = 0; k < 60 && step?.Converged != true; k++)
        {
            var columns = new List<DantzigWolfeColumn>();
            var bounds = 0.0;
            for (var i = 0; i < 2; i++)
            {
                var reduced = cost[i] + method.Multipliers[0];
                var plan = reduced < 0 ? limit[i] : 0;
                columns.Add(new DantzigWolfeColumn([plan], cost[i] * plan, [0]));
                bounds += reduced * plan;
            }

            step = method.Advance(columns, bounds);
        }

        Assert.True(step!.Converged);
        Assert.Equal(optimum, step.UpperBound, 1e-3);
        Assert.Equal(optimum, step.LowerBound, 1e-3);
        Assert.All(step.Weights, w => Assert.Equal(1, w.Sum(), 1e-12));
    }
}
