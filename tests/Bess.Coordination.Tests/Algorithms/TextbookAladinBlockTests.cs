using Bess.Optimization.Aladin;

namespace Bess.Coordination.Tests.Algorithms;

public sealed class TextbookAladinBlockTests
{
    private static readonly double[][] Rows = [[0, 1, 0, 0], [1, 1, 1, 0], [2, 3, 2, 0]];

    [Fact]
    public void Linearize_DependentRows_StepKeepsWhatIsActive()
    {
        double[] solution = [1, 2, 3, 4], center = [0.5, 0, 0, 1];
        var sensitivity = new double[10];
        var step = new double[4];

        var free = TextbookAladinBlock.Linearize(Rows, 2, solution, center, sensitivity, step);

        // The third row is the sum of twice the second and the first: rank 2.
        Assert.Equal(2, free);
        Assert.All(Rows, row => Assert.Equal(0, row.Zip(step, (a, b) => a * b).Sum(), 1e-12));
        Assert.Equal(3, step[3], 1e-12);
    }

    [Fact]
    public void MoveCenter_ChangeOfPrice_MovesByTheProjectedGradient()
    {
        double[] solution = [1, 2, 3, 4], center = [1, 2, 3, 4], change = [2, 5, -2, 4];
        var sensitivity = new double[10];
        var step = new double[4];
        TextbookAladinBlock.Linearize(Rows, 2, solution, center, sensitivity, step);

        TextbookAladinBlock.MoveCenter(sensitivity, step, solution, change, center);

        // Free directions: (1, 0, −1, 0)/√2 and e₄; Δ = −N d / ω.
        double[] expected = [1 - 1, 2, 3 + 1, 4 - 2];
        for (var t = 0; t < 4; t++)
        {
            Assert.Equal(expected[t], center[t], 1e-12);
        }
    }
}
