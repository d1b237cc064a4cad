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
