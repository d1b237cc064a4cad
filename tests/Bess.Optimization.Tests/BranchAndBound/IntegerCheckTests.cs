using Bess.Optimization.BranchAndBound;

namespace Bess.Optimization.Tests.BranchAndBound;

public sealed class IntegerCheckTests
{
    private static readonly MixedIntegerProblem Problem = RandomMixedIntegers.Create("fixed charge", 3);
    private static readonly BranchAndBoundResult Right = new BranchAndBoundSolver().Solve(Problem);

    [Fact]
    public void Check_RightAnswer_Accepted() => Assert.True(IntegerCheck.Check(Problem, Right).IsAccepted);

    [Fact]
    public void Check_CorruptedAnswers_AllCaught()
    {
        double[] x = Right.Primal!;
        int integer = Problem.IntegerColumns[0];
        BranchAndBoundResult[] wrong =
        [
            Right with { Objective = Right.Objective + 0.01 },
            Right with { Bound = Right.Objective + 0.01 },
            Right with { Bound = Right.Objective - 0.01 },
            Right with { Bound = double.NaN },
            Right with { Primal = null },
            Right with { Primal = [.. x, 0.0] },
            Right with { Primal = [.. x.Select((value, j) => j == integer ? 0.5 : value)] },
            Right with { Primal = [.. x.Select((value, j) => j == integer ? 1.0 - value : value)] },
            Right with { Primal = [.. x.Select(value => -value)] },
            Right with { Primal = [.. x.Select(_ => double.NaN)] },
            Right with { Status = BranchAndBoundStatus.Infeasible },
        ];
        for (int k = 0; k < wrong.Length; k++) Assert.False(IntegerCheck.Check(Problem, wrong[k]).IsAccepted, $"case {k} went through");
    }

    [Fact]
    public void Check_NoTolerance_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => IntegerCheck.CheckPoint(Problem, Right.Primal!, 0.0));
}
