using Bess.Optimization.Files;
using Bess.Optimization.InteriorPoint;

namespace Bess.Optimization.Tests.Files;

public sealed class SolutionFileTests
{
    private static readonly MpsModel Model = MpsText.Model("ROWS\n N c\n G r,1\nCOLUMNS\n x c 2 r,1 1\n y c 3 r,1 1\nRHS\n r,1 4\nBOUNDS\n UP x 3\nENDATA\n");

    [Fact]
    public void Write_File_NamesValuesAndMultipliers()
    {
        string path = Path.Combine(Path.GetTempPath(), $"solution-{Guid.NewGuid():N}.csv");
        try
        {
            File.WriteAllText(path, "old");
            var result = new InteriorPointSolver().Solve(Model.Problem);
            SolutionFile.Write(path, Model.Problem, result, Model.ColumnNames, Model.RowNames);
            string[] lines = File.ReadAllLines(path);
            Assert.Equal("# status Solved", lines[0]);
            Assert.StartsWith("# objective 9", lines[1], StringComparison.Ordinal);
            Assert.Equal("kind,name,value,multiplier", lines[2]);
            Assert.StartsWith("column,x,", lines[3], StringComparison.Ordinal);
            Assert.StartsWith("column,y,", lines[4], StringComparison.Ordinal);
            Assert.StartsWith("row,\"r,1\",", lines[5], StringComparison.Ordinal);
            double[] numbers = [.. lines[3].Split(',')[2..].Select(double.Parse)];
            Assert.Equal(3.0, numbers[0], 1e-6);
            Assert.Equal(-1.0, numbers[1], 1e-6);
            Assert.False(File.Exists(path + ".part"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Write_WithoutNames_Numbered()
    {
        using var writer = new StringWriter();
        SolutionFile.Write(writer, Model.Problem, new InteriorPointSolver().Solve(Model.Problem));
        Assert.Contains("\ncolumn,x2,", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nrow,r1,", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WrongLengths_NamesTheArgument()
    {
        using var writer = new StringWriter();
        var result = new InteriorPointSolver().Solve(Model.Problem);
        Assert.Throws<ArgumentException>("columnNames", () => SolutionFile.Write(writer, Model.Problem, result, ["x"]));
        Assert.Throws<ArgumentException>("rowNames", () => SolutionFile.Write(writer, Model.Problem, result, null, []));
        Assert.Throws<ArgumentException>("Primal", () => SolutionFile.Write(writer, Model.Problem, result with { Primal = [] }));
    }
}
