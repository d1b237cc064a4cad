using System.IO.Compression;
using System.Text;
using Bess.Optimization.Files;
using Bess.Optimization.Problems;
using static Bess.Optimization.Tests.Files.MpsText;

namespace Bess.Optimization.Tests.Files;

public sealed class MpsReadTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(MpsForm.Detected)]
    [InlineData(MpsForm.Free)]
    public void Read_EverySection_StandardForm(MpsForm form)
    {
        MpsModel model = Model(Whole, form);
        QuadraticProblem problem = model.Problem;
        Assert.Equal("TINY", model.Name);
        Assert.Equal("COST", model.ObjectiveName);
        Assert.Equal(["LIM1", "LIM2", "MYEQN"], model.RowNames);
        Assert.Equal(["X", "Y", "Z"], model.ColumnNames);
        Assert.False(model.HasIntegers);
        Assert.Equal([1, 2, -1], problem.Linear.ToArray());
        Assert.Equal(7.5, problem.Constant);
        Assert.Equal([1.5, 1.0, 4.0], problem.RowLower.ToArray());
        Assert.Equal([4.0, Infinity, 7.0], problem.RowUpper.ToArray());
        Assert.Equal([0.0, -1.0, 0.0], problem.ColumnLower.ToArray());
        Assert.Equal([4.0, 1.0, Infinity], problem.ColumnUpper.ToArray());
        Assert.Equal([0, 2, 4, 5], problem.Constraints.ColumnPointers.ToArray());
        Assert.Equal([0, 1, 0, 2, 2], problem.Constraints.RowIndices.ToArray());
        Assert.Equal([1, 1, 1, -1, 1], problem.Constraints.Values.ToArray());
        Assert.Equal([0, 1, 3, 3], problem.Quadratic!.ColumnPointers.ToArray());
        Assert.Equal([0, 0, 1], problem.Quadratic.RowIndices.ToArray());
        Assert.Equal([2, -1, 2], problem.Quadratic.Values.ToArray());
    }

    [Theory]
    [InlineData("E", "3", 7, 10)]
    [InlineData("E", "-3", 4, 7)]
    [InlineData("E", "0", 7, 7)]
    [InlineData("L", "3", 4, 7)]
    [InlineData("L", "-3", 4, 7)]
    [InlineData("G", "3", 7, 10)]
    [InlineData("G", "-3", 7, 10)]
    public void Read_Range_BySignAndKind(string kind, string range, double lower, double upper)
    {
        QuadraticProblem problem = Model($"ROWS\n N c\n {kind} r\nCOLUMNS\n x c 1 r 1\nRHS\n r 7\nRANGES\n r {range}\nENDATA\n").Problem;
        Assert.Equal([lower], problem.RowLower.ToArray());
        Assert.Equal([upper], problem.RowUpper.ToArray());
    }

    [Theory]
    [InlineData("", 0, Infinity, false)]
    [InlineData("UP b x 4", 0, 4, false)]
    [InlineData("UP x 4", 0, 4, false)]
    [InlineData("UP b x -4", -Infinity, -4, false)]
    [InlineData("UP b x -4\n LO b x -9", -9, -4, false)]
    [InlineData("LO b x -9\n UP b x -4", -9, -4, false)]
    [InlineData("UP b x 0", 0, 0, false)]
    [InlineData("UP b x 1e30", 0, Infinity, false)]
    [InlineData("LO b x -1e30", -Infinity, Infinity, false)]
    [InlineData("LO b x 2.5D-1", 0.25, Infinity, false)]
    [InlineData("FX b x 3", 3, 3, false)]
    [InlineData("FR b x", -Infinity, Infinity, false)]
    [InlineData("FR x", -Infinity, Infinity, false)]
    [InlineData("FR x 0", -Infinity, Infinity, false)]
    [InlineData("FR b x 0", -Infinity, Infinity, false)]
    [InlineData("MI b x", -Infinity, Infinity, false)]
    [InlineData("MI b x\n UP b x 5", -Infinity, 5, false)]
    [InlineData("PL b x", 0, Infinity, false)]
    [InlineData("BV b x", 0, 1, true)]
    [InlineData("LI b x 2", 2, Infinity, true)]
    [InlineData("UI b x 7", 0, 7, true)]
    [InlineData("LI b x -2\n UI b x 7", -2, 7, true)]
    [InlineData("UP b x 4\n UP other x 9", 0, 4, false)]
    [InlineData("UP b x 4\n UP b x 4.0", 0, 4, false)]
    [InlineData("FR b x\n FR b x", -Infinity, Infinity, false)]
    public void Read_Bound_EachKind(string bounds, double lower, double upper, bool isInteger)
    {
        MpsModel model = Model($"ROWS\n N c\nCOLUMNS\n x c 1\nBOUNDS\n {bounds}\nENDATA\n");
        Assert.Equal([lower], model.Problem.ColumnLower.ToArray());
        Assert.Equal([upper], model.Problem.ColumnUpper.ToArray());
        Assert.Equal([isInteger], model.IsInteger);
    }

    [Fact]
    public void Read_Markers_IntegersWithTheirBounds()
    {
        MpsModel model = Model(
            """
            NAME x
            ROWS
             N c
            COLUMNS
             a c 1
             m1 'MARKER' 'INTORG'
             b c 1
             d c 1
             m2 'MARKER' 'INTEND'
             e c 1
                MARKER    'MARKER'                 'INTORG'
             f c 1
            BOUNDS
             LO s d 2
            ENDATA
            """);
        Assert.Equal([false, true, true, false, true], model.IsInteger);
        Assert.Equal([Infinity, 1, Infinity, Infinity, 1], model.Problem.ColumnUpper.ToArray());
        Assert.True(model.HasIntegers);
    }

    [Theory]
    [InlineData("OBJSENSE\n    MAX\n")]
    [InlineData("OBJSENSE MAX\n")]
    [InlineData("OBJSENSE\nMAXIMIZE\n")]
    [InlineData("OBJSENSE\n    maximise\n")]
    public void Read_Maximisation_NegatedProblem(string sense)
    {
        MpsModel model = Model(With("ROWS\n", sense + "ROWS\n"));
        Assert.True(model.IsMaximisation);
        Assert.Equal([-1, -2, 1], model.Problem.Linear.ToArray());
        Assert.Equal(-7.5, model.Problem.Constant);
        Assert.Equal([-2, 1, -2], model.Problem.Quadratic!.Values.ToArray());
    }

    [Theory]
    [InlineData("OBJSENSE\n MIN\nNAME q\nROWS\n N c\nCOLUMNS\n x c 1\nENDATA")]
    [InlineData("NAME q\nOBJSENSE MINIMIZE\nROWS\n N c\nCOLUMNS\n x c 1\nENDATA")]
    public void Read_Minimisation_AsItIs(string text)
    {
        MpsModel model = Model(text);
        Assert.Equal("q", model.Name);
        Assert.False(model.IsMaximisation);
        Assert.Equal([1], model.Problem.Linear.ToArray());
    }

    [Theory]
    [InlineData("QUADOBJ\n X X 2.0\n X Y -1.0\n Y Y 2.0\n")]
    [InlineData("QUADOBJ\n X X 2.0 Y -1.0\n Y Y 2.0\n")]
    [InlineData("QSECTION COST\n X X 2.0\n X Y -1.0\n Y Y 2.0\n")]
    [InlineData("QSECTION\n X X 2.0\n X Y -1.0\n Y Y 2.0\n")]
    [InlineData("QMATRIX\n X X 2.0\n X Y -1.0\n Y X -1.0\n Y Y 2.0\n")]
    public void Read_QuadraticSections_SameTriangle(string section)
    {
        QuadraticProblem expected = Model(Whole).Problem;
        string rest = Whole[..Whole.IndexOf("QUADOBJ", StringComparison.Ordinal)];
        QuadraticProblem problem = Model(rest + section + "ENDATA\n").Problem;
        Assert.Equal(expected.Quadratic!.RowIndices.ToArray(), problem.Quadratic!.RowIndices.ToArray());
        Assert.Equal(expected.Quadratic.Values.ToArray(), problem.Quadratic.Values.ToArray());
    }

    [Fact]
    public void Read_QuadraticRightAfterColumns_Same()
    {
        int quad = Whole.IndexOf("QUADOBJ", StringComparison.Ordinal);
        int rhs = Whole.IndexOf("RHS\n", StringComparison.Ordinal);
        int end = Whole.IndexOf("ENDATA", StringComparison.Ordinal);
        MpsModel model = Model(Whole[..rhs] + Whole[quad..end] + Whole[rhs..quad] + Whole[end..]);
        Assert.Equal([2, -1, 2], model.Problem.Quadratic!.Values.ToArray());
        Assert.Equal(7.5, model.Problem.Constant);
    }

    [Fact]
    public void Read_SeveralObjectivesAndSets_FirstCountsAndNotesTellTheRest()
    {
        MpsModel model = Model(
            "ROWS\n N c\n N d\n L r\nCOLUMNS\n x c 1 d 5\n x r 1\nRHS\n A r 3\n B r 9\n A d 4\nRANGES\n R c 2\nENDATA\n");
        Assert.Equal("c", model.ObjectiveName);
        Assert.Equal([1], model.Problem.Linear.ToArray());
        Assert.Equal([3], model.Problem.RowUpper.ToArray());
        Assert.Contains(model.Notes, note => note.Contains("row d", StringComparison.Ordinal));
        Assert.Contains(model.Notes, note => note.Contains("set B", StringComparison.Ordinal));
        Assert.Contains(model.Notes, note => note.Contains("row c is of kind N", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_LineEndsCommentsBlanksTabs_NoMatter()
    {
        string text = "* first\r\n\r\n" + Whole.Replace("    X ", "\tX\t", StringComparison.Ordinal).ReplaceLineEndings("\r\n") + "\r\n*last\r\n";
        text = text.Replace("RANGES", "*" + new string('x', 3_000_000) + "\r\n   \r\nRANGES", StringComparison.Ordinal);
        Assert.Equal([1.5, 1.0, 4.0], Model(text).Problem.RowLower.ToArray());
    }

    [Fact]
    public void Read_ExplicitZeros_LeftOut()
    {
        QuadraticProblem problem = Model("ROWS\n N c\n L r\nCOLUMNS\n x c 0 r 0\n y r 1\nQUADOBJ\n x x 0\nENDATA\n").Problem;
        Assert.Equal(1, problem.Constraints.NonZeroCount);
        Assert.Null(problem.Quadratic);
    }

    [Theory]
    [InlineData("plain.mps.gz", false)]
    [InlineData("packed.mps", true)]
    public void Read_File_CompressionByContentNotByName(string name, bool pack)
    {
        string folder = Directory.CreateTempSubdirectory("bess-mps-").FullName;
        try
        {
            string path = Path.Combine(folder, name);
            using (var stream = new FileStream(path, FileMode.CreateNew))
            {
                using Stream target = pack ? new GZipStream(stream, CompressionLevel.Fastest) : stream;
                target.Write(Encoding.UTF8.GetBytes(Whole));
            }

            MpsReadResult result = MpsFile.Read(path);
            Assert.Empty(result.Faults);
            Assert.Equal("TINY", result.Model!.Name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Read_LongText_SameAsInOneBuffer()
    {
        // Three million characters: lines lie across the ends of the buffer.
        var text = new StringBuilder("ROWS\n N c\n");
        const int count = 40_000;
        for (int i = 0; i < count; i++) text.Append($" L row{i}\n");
        text.Append("COLUMNS\n");
        for (int j = 0; j < count; j++) text.Append($"    column{j}  row{j}  {j + 0.5}  row{(j + 1) % count}  -1.0\n");
        text.Append("RHS\n");
        for (int i = 0; i < count; i++) text.Append($"    rhs  row{i}  {i}\n");
        text.Append("ENDATA\n");
        QuadraticProblem problem = Model(text.ToString()).Problem;
        Assert.Equal(2 * count, problem.Constraints.NonZeroCount);
        Assert.Equal(Enumerable.Range(0, count).Select(i => (double)i), problem.RowUpper.ToArray());
        Assert.Equal(123.5, problem.Constraints.Values[2 * 123]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(79)]
    [InlineData(1_000_001)]
    public void Options_LineLimitOutOfRange_Throws(int limit)
        => Assert.Throws<ArgumentException>(() => MpsFile.Read(TextReader.Null, "x", new MpsOptions { LineLimit = limit }));
}
