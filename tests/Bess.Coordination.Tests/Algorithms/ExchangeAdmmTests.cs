using Bess.Optimization.Aladin;

namespace Bess.Coordination.Tests.Algorithms;

/// <summary>The algebra on blocks with closed forms: cost c p on an interval.</summary>
public sealed class ExchangeAdmmTests
{
    [Theory]
    [InlineData(1.5, 1.5, 10 + (20 * 0.5))]
    [InlineData(-0.5, 0.5, 0)]
    [InlineData(4, 4, 10 + (20 * 2) + (100 * 1) + (50 * 0.2))]
    public void Advance_TwoLinearBlocks_FindsThePricedOptimum(double lower, double upper, double optimum)
    {
        // f = 10 p on [0, 1] and 20 p on [0, 2]. The sum has a band at 100, the second block alone a limit of 1.8 at 50.
        var set = new CouplingSet(1, [lower, -9], [upper, 1.8], [100, 50], [100, 50]);
        var admm = new ExchangeAdmm(set, new ExchangeAdmmOptions(), [[0], [0, 1]], [1.0, 1.0]);
        double[] center = [0, 0], power = [0, 0], cost = [10, 20], limit = [1, 2];
        PenaltyStep? step = null;
        for (var k = 0; k < 2000 && step?.Converged != true; k++)
        {
            var sums = new ResponseSums[] { new(1, [0]), new(1, [0, 1]) };
            for (var i = 0; i < 2; i++)
            {
                var price = i == 0 ? admm.Multipliers[0] : admm.Multipliers[0] + admm.Multipliers[1];
                var change = admm.Correction is { } d ? i == 0 ? d[0] : d[0] + d[1] : 0;
                center[i] = k == 0 ? 0 : (1.7 * power[i]) - (0.7 * center[i]) - change;
                power[i] = Math.Clamp(center[i] - cost[i] - price, 0, limit[i]);
                (sums[i].Value[0], sums[i].Cost, sums[i].AbsoluteCost) = (power[i], cost[i] * power[i], Math.Abs(cost[i] * power[i]));
                sums[i].LowerBound = Math.Min(0, (cost[i] + price) * limit[i]);
            }

            step = admm.Advance(sums);
        }

        Assert.True(step!.Converged);
        Assert.Equal(optimum, step.Value, 1e-3);
        Assert.Equal(optimum, step.LowerBound, 1e-3);
    }

    [Fact]
    public void Create_WrongNumberOfMultipliers_NamesTheNumbers()
    {
        var set = new CouplingSet(2, [0, 0], [0, 0], [1, 1], [1, 1]);

        var error = Assert.Throws<ArgumentException>(() => new ExchangeAdmm(set, new ExchangeAdmmOptions(), [[0]], [1.0], [1.0]));

        Assert.Contains("expected 2 multipliers, got 1", error.Message, StringComparison.Ordinal);
    }
}
