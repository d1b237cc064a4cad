using Bess.Optimization.Diagnostics;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Tests.Diagnostics;

/// <summary>Corrupts thousands of right answers; the check must notice every one.</summary>
public sealed class KktCheckMutationTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Check_TenThousandCorruptedAnswers_AllCaught()
    {
        int caught = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            var (problem, _) = RandomProblems.Create(seed, quadratic: seed % 2 == 0);
            SolveResult answer = SolverAssert.Solve(problem, SolveStatus.Solved);
            foreach (var (name, mutant) in Mutants(problem, answer, new Random(seed)))
            {
                Assert.False(KktCheck.Check(problem, mutant, Tolerance).IsAccepted, $"seed {seed}: {name} passed");
                caught++;
            }
        }

        Assert.True(caught >= 10000, $"only {caught} mutants");
    }

    [Fact]
    public void Check_CorruptedRandomCertificates_AllCaught()
    {
        int caught = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            QuadraticProblem problem = seed % 2 == 0 ? Contradictory(random) : Unbounded(random);
            SolveStatus expected = seed % 2 == 0 ? SolveStatus.PrimalInfeasible : SolveStatus.DualInfeasible;
            SolveResult proof = SolverAssert.Solve(problem, expected, new SolverOptions { Presolve = false });
            foreach (Certificate mutant in seed % 2 == 0 ? FarkasMutants(proof.Certificate!, random) : RayMutants(problem, proof.Certificate!, random))
            {
                Assert.False(KktCheck.Check(problem, proof with { Certificate = mutant }, Tolerance).IsAccepted, $"seed {seed}: mutant {caught}");
                caught++;
            }
        }

        Assert.True(caught > 1500, $"only {caught} mutants");
    }

    [Fact]
    public void Check_CorruptedProblems_AllCaught()
    {
        int caught = 0;
        for (int seed = 0; seed < 150; seed++)
        {
            var (problem, _) = RandomProblems.Create(seed, quadratic: seed % 2 == 0);
            SolveResult answer = SolverAssert.Solve(problem, SolveStatus.Solved);
            for (int j = 0; j < problem.VariableCount; j++)
            {
                double[] linear = problem.Linear.ToArray();
                linear[j] += 0.5;
                Assert.False(KktCheck.Check(With(problem, linear: linear), answer, Tolerance).IsAccepted);
                double[] lower = problem.ColumnLower.ToArray();
                double[] upper = problem.ColumnUpper.ToArray();
                lower[j] = answer.Primal[j] + 0.5;
                upper[j] = Math.Max(upper[j], lower[j]);
                Assert.False(KktCheck.Check(With(problem, lower: lower, upper: upper), answer, Tolerance).IsAccepted);
                caught += 2;
            }
        }

        Assert.True(caught > 2000, $"only {caught} mutants");
    }

    [Fact]
    public void Check_CorruptedCertificates_AllCaught()
    {
        var infeasible = SolverAssert.Dense(
            null, [1, 1], [[1, 1], [1, -1]], [10, 0], [double.PositiveInfinity, 0], [0, 0], [4, 5]);
        SolveResult proof = SolverAssert.Solve(infeasible, SolveStatus.PrimalInfeasible);
        Certificate certificate = proof.Certificate!;
        Certificate[] wrong =
        [
            certificate with { RowMultipliers = [.. certificate.RowMultipliers.Select(value => -value)] },
            certificate with { RowMultipliers = [.. certificate.RowMultipliers.Select(value => 2.0 * value)] },
            certificate with { ColumnMultipliers = new double[2] },
            certificate with { RowMultipliers = [double.NaN, 0.0] },
            certificate with { RowMultipliers = [] },
            new Certificate { CrossedRow = 0 },
            new Certificate { CrossedColumn = 7 },
        ];
        foreach (Certificate mutant in wrong) Assert.False(KktCheck.Check(infeasible, proof with { Certificate = mutant }).IsAccepted);
        Assert.False(KktCheck.Check(infeasible, proof with { Certificate = null }).IsAccepted);
        Assert.False(KktCheck.Check(infeasible, proof with { Status = SolveStatus.DualInfeasible }).IsAccepted);
        Assert.False(KktCheck.Check(infeasible, proof with { Status = SolveStatus.Solved }).IsAccepted);

        var unbounded = SolverAssert.Dense(
            null, [-1, 0], [[1, -1]], [double.NegativeInfinity], [1], [0, 0], [double.PositiveInfinity, double.PositiveInfinity]);
        SolveResult ray = SolverAssert.Solve(unbounded, SolveStatus.DualInfeasible);
        foreach (double[] direction in new double[][] { [-1, -1], [1, 0], [0, 1], [1, double.NaN], [], [0, 0] })
            Assert.False(KktCheck.Check(unbounded, ray with { Certificate = new Certificate { Direction = direction } }).IsAccepted);
    }

    private static IEnumerable<(string Name, SolveResult Mutant)> Mutants(QuadraticProblem problem, SolveResult answer, Random random)
    {
        double shift = 0.01 * (1.0 + Math.Abs(answer.PrimalObjective));
        yield return ("primal objective", answer with { PrimalObjective = answer.PrimalObjective + shift });
        yield return ("dual objective", answer with { DualObjective = answer.DualObjective - shift });
        yield return ("NaN objective", answer with { PrimalObjective = double.NaN });
        yield return ("short primal", answer with { Primal = answer.Primal[1..] });
        yield return ("NaN primal", answer with { Primal = Replace(answer.Primal, 0, double.NaN) });
        yield return ("NaN dual", answer with { ColumnDuals = Replace(answer.ColumnDuals, 0, double.NaN) });
        if (answer.ColumnDuals.Any(value => Math.Abs(value) > 1e-2))
            yield return ("scaled column duals", answer with { ColumnDuals = [.. answer.ColumnDuals.Select(value => 1.01 * value)] });
        if (answer.RowDuals.Length > 0 && answer.RowDuals.Any(value => Math.Abs(value) > 1e-2))
        {
            if (MovesGradient(problem, answer.RowDuals))
                yield return ("negated row duals", answer with { RowDuals = [.. answer.RowDuals.Select(value => -value)] });
        }

        for (int trial = 0; trial < 8; trial++)
        {
            int j = random.Next(problem.VariableCount);
            yield return ("column dual shifted", answer with { ColumnDuals = Replace(answer.ColumnDuals, j, answer.ColumnDuals[j] + 0.1) });
            int k = random.Next(problem.VariableCount);
            if (Math.Abs(answer.ColumnDuals[j] - answer.ColumnDuals[k]) > 1e-2)
                yield return ("column duals swapped", answer with { ColumnDuals = Swap(answer.ColumnDuals, j, k) });
            double beyond = double.IsFinite(problem.ColumnUpper[j]) ? problem.ColumnUpper[j] + 0.01 : problem.ColumnLower[j] - 0.01;
            if (double.IsFinite(beyond)) yield return ("bound violated", Recomputed(problem, answer, Replace(answer.Primal, j, beyond)));
            if (IsTied(problem, j)) yield return ("balance broken", Recomputed(problem, answer, Replace(answer.Primal, j, answer.Primal[j] + 0.5)));
            if (Math.Abs(answer.Primal[j] - answer.Primal[k]) > 0.1 && IsTied(problem, j) && IsTied(problem, k) && Violates(problem, Swap(answer.Primal, j, k)))
                yield return ("primal entries swapped", Recomputed(problem, answer, Swap(answer.Primal, j, k)));
        }
    }

    /// <summary>Whether some equality row moves with the column.</summary>
    private static bool IsTied(QuadraticProblem problem, int column)
    {
        for (int p = problem.Constraints.ColumnPointers[column]; p < problem.Constraints.ColumnPointers[column + 1]; p++)
        {
            int row = problem.Constraints.RowIndices[p];
            if (problem.RowLower[row] == problem.RowUpper[row] && Math.Abs(problem.Constraints.Values[p]) > 0.01) return true;
        }

        return false;
    }

    private static bool Violates(QuadraticProblem problem, double[] x)
    {
        var activity = new double[problem.RowCount];
        problem.Constraints.Multiply(x, activity);
        for (int i = 0; i < activity.Length; i++)
        {
            if (activity[i] < problem.RowLower[i] - 0.01 || activity[i] > problem.RowUpper[i] + 0.01) return true;
        }

        return false;
    }

    /// <summary>w'x ≥ 1 and 2 w'x ≤ 1 with free variables, among rows that anything satisfies.</summary>
    private static QuadraticProblem Contradictory(Random random)
    {
        int n = 3 + random.Next(8);
        double[] weights = [.. Enumerable.Range(0, n).Select(_ => 0.5 + random.NextDouble())];
        double[][] rows = [weights, [.. weights.Select(weight => 2.0 * weight)], [.. weights.Select((weight, j) => j == 0 ? weight : 0.0)]];
        double[] none = [.. Enumerable.Repeat(double.NegativeInfinity, n)];
        return SolverAssert.Dense(
            null,
            new double[n],
            rows,
            [1.0, double.NegativeInfinity, -100.0],
            [double.PositiveInfinity, 1.0, 100.0],
            none,
            [.. none.Select(bound => -bound)]);
    }

    /// <summary>A problem whose objective falls along a direction d ≥ 0 that a row w'd ≥ 0 allows.</summary>
    private static QuadraticProblem Unbounded(Random random)
    {
        int n = 3 + random.Next(8);
        double[] weights = [.. Enumerable.Range(0, n).Select(_ => 0.5 + random.NextDouble())];
        return SolverAssert.Dense(
            null,
            [.. weights.Select(weight => -weight)],
            [weights],
            [-1.0],
            [double.PositiveInfinity],
            new double[n],
            [.. Enumerable.Repeat(double.PositiveInfinity, n)]);
    }

    private static IEnumerable<Certificate> FarkasMutants(Certificate proof, Random random)
    {
        double[] y = proof.RowMultipliers;
        double[] z = proof.ColumnMultipliers;
        yield return proof with { RowMultipliers = [.. y.Select(value => -value)] };
        yield return proof with { RowMultipliers = new double[y.Length] };
        yield return proof with { RowMultipliers = y[1..] };
        yield return proof with { RowMultipliers = Swap(y, 0, 1) };
        for (int trial = 0; trial < 3; trial++)
        {
            int i = random.Next(2);
            yield return proof with { RowMultipliers = Replace(y, i, 1.05 * y[i]) };
            yield return proof with { RowMultipliers = Replace(y, i, double.NaN) };
            int j = random.Next(z.Length);
            yield return proof with { ColumnMultipliers = Replace(z, j, z[j] + 0.1) };
        }
    }

    private static IEnumerable<Certificate> RayMutants(QuadraticProblem problem, Certificate proof, Random random)
    {
        double[] d = proof.Direction;
        yield return proof with { Direction = [.. d.Select(value => -value)] };
        yield return proof with { Direction = new double[d.Length] };
        yield return proof with { Direction = d[1..] };
        for (int trial = 0; trial < 4; trial++)
        {
            int j = random.Next(d.Length);
            yield return proof with { Direction = Replace(d, j, -0.1) };
            yield return proof with { Direction = Replace(d, j, double.NaN) };
        }

        yield return proof with { Direction = [.. problem.Linear.ToArray()] };
    }

    /// <summary>Corrupts the point and reports the objective of the corrupted point honestly.</summary>
    private static SolveResult Recomputed(QuadraticProblem problem, SolveResult answer, double[] primal)
        => answer with { Primal = primal, PrimalObjective = problem.Evaluate(primal) };

    private static bool MovesGradient(QuadraticProblem problem, double[] rowDuals)
    {
        var gradient = new double[problem.VariableCount];
        problem.Constraints.MultiplyTransposed(rowDuals, gradient);
        return gradient.Any(value => Math.Abs(value) > 1e-2);
    }

    private static double[] Replace(double[] vector, int index, double value)
    {
        var copy = (double[])vector.Clone();
        copy[index] = value;
        return copy;
    }

    private static double[] Swap(double[] vector, int first, int second)
    {
        var copy = (double[])vector.Clone();
        (copy[first], copy[second]) = (copy[second], copy[first]);
        return copy;
    }

    private static QuadraticProblem With(QuadraticProblem problem, double[]? linear = null, double[]? lower = null, double[]? upper = null)
        => new(
            problem.Quadratic,
            linear ?? problem.Linear.ToArray(),
            problem.Constraints,
            problem.RowLower.ToArray(),
            problem.RowUpper.ToArray(),
            lower ?? problem.ColumnLower.ToArray(),
            upper ?? problem.ColumnUpper.ToArray(),
            problem.Constant);
}
