using Bess.Optimization.Problems;

namespace Bess.Optimization.Tests.Problems;

public sealed class ProblemFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SaveAndLoad_RandomProblems_SameBits(bool quadratic)
    {
        string path = Path.Combine(Path.GetTempPath(), $"problem-{Guid.NewGuid():N}.json");
        try
        {
            for (int seed = 0; seed < 20; seed++)
            {
                var (problem, _) = RandomProblems.Create(seed, quadratic);
                ProblemFile.Save(problem, path);
                QuadraticProblem loaded = ProblemFile.Load(path);
                Assert.Equal(problem.Linear.ToArray(), loaded.Linear.ToArray());
                Assert.Equal(problem.RowLower.ToArray(), loaded.RowLower.ToArray());
                Assert.Equal(problem.RowUpper.ToArray(), loaded.RowUpper.ToArray());
                Assert.Equal(problem.ColumnLower.ToArray(), loaded.ColumnLower.ToArray());
                Assert.Equal(problem.ColumnUpper.ToArray(), loaded.ColumnUpper.ToArray());
                Assert.Equal(problem.Constraints.RowIndices.ToArray(), loaded.Constraints.RowIndices.ToArray());
                Assert.Equal(problem.Constraints.Values.ToArray(), loaded.Constraints.Values.ToArray());
                Assert.Equal(problem.Quadratic?.Values.ToArray(), loaded.Quadratic?.Values.ToArray());
                Assert.Equal(problem.Constant, loaded.Constant);
            }

            Assert.False(File.Exists(path + ".part"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void SaveAndLoad_ExtremeNumbers_SameBits()
    {
        string path = Path.Combine(Path.GetTempPath(), $"problem-{Guid.NewGuid():N}.json");
        try
        {
            double[] extremes = [-0.0, double.Epsilon, -double.Epsilon, double.MaxValue, 1.0 / 3.0, 0.1, 1e-300, 123456789012345680.0];
            double[] lower = [.. extremes.Select((value, k) => k % 2 == 0 ? double.NegativeInfinity : value)];
            double[] upper = [.. extremes.Select((value, k) => k % 2 == 0 ? value : double.PositiveInfinity)];
            var matrix = new Bess.Optimization.LinearAlgebra.Sparse.SparseMatrix(
                1, 8, [0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 0, 0, 0, 0], extremes);
            var quadratic = new Bess.Optimization.LinearAlgebra.Sparse.SparseMatrix(8, 8, [0, 1, 2, 2, 2, 2, 2, 2, 2], [0, 1], [0.0, 1e-310]);
            var problem = new QuadraticProblem(
                quadratic, extremes, matrix, [double.NegativeInfinity], [double.PositiveInfinity], lower, upper, -0.0);
            ProblemFile.Save(problem, path);
            QuadraticProblem loaded = ProblemFile.Load(path);
            Assert.Equal(Bits(extremes), Bits(loaded.Linear));
            Assert.Equal(Bits(lower), Bits(loaded.ColumnLower));
            Assert.Equal(Bits(upper), Bits(loaded.ColumnUpper));
            Assert.Equal(Bits(problem.RowLower), Bits(loaded.RowLower));
            Assert.Equal(Bits(problem.RowUpper), Bits(loaded.RowUpper));
            Assert.Equal(Bits(extremes), Bits(loaded.Constraints.Values));
            Assert.Equal(Bits(quadratic.Values), Bits(loaded.Quadratic!.Values));
            Assert.Equal(problem.Constraints.ColumnPointers.ToArray(), loaded.Constraints.ColumnPointers.ToArray());
            Assert.Equal(quadratic.ColumnPointers.ToArray(), loaded.Quadratic.ColumnPointers.ToArray());
            Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(loaded.Constant));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static long[] Bits(ReadOnlySpan<double> values) => [.. values.ToArray().Select(BitConverter.DoubleToInt64Bits)];

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{\"version\":1,\"variableCount\":1,\"rowCount\":0}")]
    [InlineData("{\"version\":2}")]
    [InlineData("{\"version\":1,\"variableCount\":1,\"rowCount\":0,\"linear\":[1,2],\"constraints\":{\"columnPointers\":[0,0],\"rowIndices\":[],\"values\":[]},\"rowLower\":[],\"rowUpper\":[],\"columnLower\":[0],\"columnUpper\":[1]}")]
    public void Load_BadFile_InvalidData(string content)
    {
        string path = Path.Combine(Path.GetTempPath(), $"problem-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(path, content);
            var fault = Assert.Throws<InvalidDataException>(() => ProblemFile.Load(path));
            Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Constructor_BadVectors_NamesTheFault()
    {
        var empty = new Bess.Optimization.LinearAlgebra.Sparse.SparseMatrix(0, 1, [0, 0], [], []);
        Assert.Throws<ArgumentException>("linear", () => new QuadraticProblem(null, [1, 2], empty, [], [], [0], [1]));
        Assert.Throws<ArgumentException>("linear", () => new QuadraticProblem(null, [double.NaN], empty, [], [], [0], [1]));
        Assert.Throws<ArgumentException>("columnLower", () => new QuadraticProblem(null, [1], empty, [], [], [double.PositiveInfinity], [1]));
        Assert.Throws<ArgumentException>("columnUpper", () => new QuadraticProblem(null, [1], empty, [], [], [0], [double.NaN]));
        Assert.Throws<ArgumentException>("rowLower", () => new QuadraticProblem(null, [1], empty, [1], [], [0], [1]));
        var below = new Bess.Optimization.LinearAlgebra.Sparse.SparseMatrix(2, 2, [0, 1, 1], [1], [1.0]);
        var rows = new Bess.Optimization.LinearAlgebra.Sparse.SparseMatrix(0, 2, [0, 0, 0], [], []);
        Assert.Throws<ArgumentException>("quadratic", () => new QuadraticProblem(below, [1, 1], rows, [], [], [0, 0], [1, 1]));
    }
}
