using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Tests;

/// <summary>Seeded problems with a known primal-dual solution, built backwards from it.</summary>
internal static class RandomProblems
{
    /// <summary>A problem with optimum (x, y, z) of known objective; every kind of row and column bound occurs.</summary>
    public static (QuadraticProblem Problem, double Objective) Create(int seed, bool quadratic, double scaleSpread = 0.0)
    {
        var random = new Random(seed);
        int n = 3 + random.Next(25);
        int m = random.Next(20);
        SparseMatrix a = Matrix(random, m, n, 0.35, scaleSpread);
        SparseMatrix? p = quadratic ? Gram(random, n) : null;
        var x = Enumerable.Range(0, n).Select(_ => Normal(random)).ToArray();
        var activity = new double[m];
        a.Multiply(x, activity);
        var (rowLower, rowUpper, y) = Bounds(random, activity);
        var (columnLower, columnUpper, z) = Bounds(random, x);
        // q makes (x, y, z) stationary.
        var q = (double[])z.Clone();
        a.MultiplyTransposed(y, q, 1.0, 1.0);
        p?.MultiplySymmetric(x, q, -1.0, 1.0);
        double constant = Normal(random);
        var problem = new QuadraticProblem(p, q, a, rowLower, rowUpper, columnLower, columnUpper, constant);
        return (problem, problem.Evaluate(x));
    }

    /// <summary>The same problem with every finite bound widened and every cost moved by up to <paramref name="size"/>.</summary>
    public static QuadraticProblem Vary(QuadraticProblem problem, Random random, double size)
    {
        double[] Move(ReadOnlySpan<double> vector, double direction)
        {
            double[] moved = vector.ToArray();
            for (int k = 0; k < moved.Length; k++) moved[k] += size * (direction == 0.0 ? Normal(random) : direction * random.NextDouble());
            return moved;
        }

        return problem.With(
            Move(problem.Linear, 0.0),
            Move(problem.RowLower, -1.0),
            Move(problem.RowUpper, 1.0),
            Move(problem.ColumnLower, -1.0),
            Move(problem.ColumnUpper, 1.0));
    }

    public static SparseMatrix Matrix(Random random, int rows, int columns, double density, double scaleSpread = 0.0)
    {
        var builder = new SparseMatrixBuilder(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            double rowScale = Math.Pow(10.0, scaleSpread * ((2.0 * random.NextDouble()) - 1.0));
            for (int j = 0; j < columns; j++)
            {
                if (random.NextDouble() < density) builder.Add(i, j, rowScale * Normal(random));
            }
        }

        return builder.Build();
    }

    /// <summary>Upper triangle of a positive semidefinite F'F of about half rank.</summary>
    public static SparseMatrix Gram(Random random, int n)
    {
        var factor = new double[(n / 2) + 1, n];
        for (int k = 0; k < factor.GetLength(0); k++)
        {
            for (int j = 0; j < n; j++) factor[k, j] = random.NextDouble() < 0.3 ? Normal(random) : 0.0;
        }

        var builder = new SparseMatrixBuilder(n, n);
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i <= j; i++)
            {
                double sum = 0.0;
                for (int k = 0; k < factor.GetLength(0); k++) sum += factor[k, i] * factor[k, j];
                if (sum != 0.0) builder.Add(i, j, sum);
            }
        }

        return builder.Build();
    }

    public static double Normal(Random random)
        => Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble());

    private static (double[] Lower, double[] Upper, double[] Multiplier) Bounds(Random random, double[] value)
    {
        var lower = new double[value.Length];
        var upper = new double[value.Length];
        var multiplier = new double[value.Length];
        for (int k = 0; k < value.Length; k++)
        {
            double size = 0.1 + random.NextDouble();
            (lower[k], upper[k], multiplier[k]) = random.Next(7) switch
            {
                0 => (value[k], value[k], Normal(random)),
                1 => (value[k], double.PositiveInfinity, size),
                2 => (double.NegativeInfinity, value[k], -size),
                3 => (value[k], value[k] + size, size),
                4 => (value[k] - size, value[k] + size, 0.0),
                5 => (value[k], value[k] + size, 0.0),
                _ => (double.NegativeInfinity, double.PositiveInfinity, 0.0),
            };
        }

        return (lower, upper, multiplier);
    }
}
