using Bess.Optimization.Files;
using Bess.Optimization.Problems;
using static Bess.Optimization.Tests.Files.MpsText;

namespace Bess.Optimization.Tests.Files;

public sealed class MpsFormTests
{
    [Theory]
    [InlineData(MpsForm.Detected)]
    [InlineData(MpsForm.Fixed)]
    public void Read_NamesWithBlanks_ByColumns(MpsForm form)
    {
        MpsModel model = Model(Fixed, form);
        QuadraticProblem problem = model.Problem;
        Assert.Equal("PLAN A B", model.Name);
        Assert.Equal("COST 1", model.ObjectiveName);
        Assert.Equal(["ROW 1 2", "ROW 1 3", "7 8 9"], model.RowNames);
        Assert.Equal(["C 1", "C 2", "3 4"], model.ColumnNames);
        Assert.Equal([true, false, false], model.IsInteger);
        Assert.Equal([1, -12345.678901, 0], problem.Linear.ToArray());
        Assert.Equal([-123.45678, 2, 1, 1], problem.Constraints.Values.ToArray());
        Assert.Equal([1.5, 1, 7], problem.RowLower.ToArray());
        Assert.Equal([0, double.NegativeInfinity, double.NegativeInfinity], problem.ColumnLower.ToArray());
        Assert.Equal([4, double.PositiveInfinity, double.PositiveInfinity], problem.ColumnUpper.ToArray());
        Assert.Equal([2, -1, 2], problem.Quadratic!.Values.ToArray());
    }

    [Fact]
    public void Read_FreeThoughBlanks_Faults()
        => Assert.Contains(Read(Fixed, MpsForm.Free).Faults, fault => fault.Line == 3 && fault.Expected.Contains("2 fields", StringComparison.Ordinal));

    [Fact]
    public void Read_FixedWithoutInnerBlanks_SameInBothForms()
    {
        string text = Fixed.Replace("COST 1", "COST_1", StringComparison.Ordinal).Replace("ROW 1 ", "ROW_1_", StringComparison.Ordinal)
            .Replace("7 8 9", "7_8_9", StringComparison.Ordinal).Replace("C 1", "C_1", StringComparison.Ordinal)
            .Replace("C 2", "C_2", StringComparison.Ordinal).Replace("3 4 ", "3_4 ", StringComparison.Ordinal).Replace("MI           3 4", "MI           3_4", StringComparison.Ordinal)
            .Replace("R H S", "R_H_S", StringComparison.Ordinal).Replace("R 1", "R_1", StringComparison.Ordinal).Replace("BND 1", "BND_1", StringComparison.Ordinal);
        MpsModel one = Model(text, MpsForm.Fixed);
        MpsModel two = Model(text, MpsForm.Free);
        Assert.Equal(one.ColumnNames, two.ColumnNames);
        Assert.Equal(one.Problem.Constraints.Values.ToArray(), two.Problem.Constraints.Values.ToArray());
        Assert.Equal(one.Problem.RowLower.ToArray(), two.Problem.RowLower.ToArray());
        Assert.Equal(one.Problem.ColumnUpper.ToArray(), two.Problem.ColumnUpper.ToArray());
        Assert.Equal(one.IsInteger, two.IsInteger);
    }

    [Theory]
    [InlineData("ROWS\n N obj\n L r 1\nCOLUMNS\n x obj 1\nENDATA")]
    [InlineData("ROWS\n N  obj\n L  r\nCOLUMNS\n    x y       obj       1.0\n x r 1\nENDATA")]
    public void Detect_OneLineOutOfColumns_FreeAndSoRefused(string text) => Assert.NotEmpty(Read(text).Faults);

    [Fact]
    public void Detect_FewLinesOfManyOutOfColumns_StillFixed()
    {
        string rows = string.Concat(Enumerable.Range(10, 80).Select(i => $" L  ROW {i}\n"));
        string columns = string.Concat(Enumerable.Range(10, 80).Select(i => $"    C {i}      ROW {i}    1.0\n"));
        MpsModel model = Model($"ROWS\n N  COST\n{rows} L SHORT\nCOLUMNS\n{columns}    LAST  SHORT 2.0\nENDATA\n");
        Assert.Equal(81, model.Problem.Constraints.NonZeroCount);
        Assert.Equal("SHORT", model.RowNames[^1]);
        Assert.Equal("C 10", model.ColumnNames[0]);
    }

    [Fact]
    public void Read_FixedNamesLongerThanEight_AreFree()
    {
        MpsModel model = Model("ROWS\n N  objective_row\n L  a_long_row_name\nCOLUMNS\n    a_long_column  objective_row  1  a_long_row_name  2\nENDATA\n");
        Assert.Equal(["a_long_column"], model.ColumnNames);
        Assert.Equal([2], model.Problem.Constraints.Values.ToArray());
    }
}
