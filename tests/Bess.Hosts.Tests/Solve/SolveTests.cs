using System.Text.Json;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Solve;

public sealed class SolveTests
{
    // min 2 x + 3 y − 1, x + y >= 4, x <= 3: 8 at (3, 1).
    private const string Linear =
        "NAME t\nROWS\n N cost\n G need\nCOLUMNS\n x cost 2 need 1\n y cost 3 need 1\nRHS\n s need 4 cost 1\nBOUNDS\n UP b x 3\nENDATA\n";

    private static readonly string[] Fields = ["status", "objective", "primalResidual", "dualResidual", "gap", "iterations", "seconds"];

    [Fact]
    public async Task Solve_Linear_JsonHasExactlyTheFields()
    {
        using var folder = new TempFolder();
        folder.Write("t.mps", Linear);
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps", "--output", "json"]);
        Assert.True(run.Code == 0, run.All);
        var answer = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(Fields, answer.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Solved", answer.GetProperty("status").GetString());
        Assert.Equal(8.0, answer.GetProperty("objective").GetDouble(), 1e-6);
        Assert.InRange(answer.GetProperty("primalResidual").GetDouble(), 0, 1e-6);
        Assert.InRange(answer.GetProperty("dualResidual").GetDouble(), 0, 1e-6);
        Assert.InRange(answer.GetProperty("gap").GetDouble(), 0, 1e-6);
    }

    [Fact]
    public async Task Solve_Table_LinesForPeople()
    {
        using var folder = new TempFolder();
        folder.Write("t.mps", Linear);
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps"]);
        Assert.True(run.Code == 0, run.All);
        Assert.Contains("status           Solved\nobjective        8", run.Out, StringComparison.Ordinal);
        Assert.Contains("t.mps: 1 rows, 2 columns, 2 entries", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_Maximisation_ObjectiveInTheSenseOfTheFile()
    {
        using var folder = new TempFolder();
        folder.Write("t.mps", Linear.Replace("ROWS", "OBJSENSE MAX\nROWS", StringComparison.Ordinal).Replace(" G need", " L need", StringComparison.Ordinal));
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps", "--output", "json"]);
        Assert.Equal(11.0, JsonDocument.Parse(run.Out).RootElement.GetProperty("objective").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Solve_Quadratic_SavedProblemGivesTheSame()
    {
        using var folder = new TempFolder();
        folder.Write("t.qps", Linear.Replace("ENDATA", "QUADOBJ\n x x 2\n x y 1\n y y 2\nENDATA", StringComparison.Ordinal));
        var first = await CliRun.InAsync(folder.Path, ["solve", "t.qps", "--output", "json", "--save-problem", "p.json", "--write-solution", "s.csv"]);
        Assert.True(first.Code == 0, first.All);
        var again = await CliRun.InAsync(folder.Path, ["solve", "p.json", "--output", "json"]);
        Assert.True(again.Code == 0, again.All);
        Assert.Equal(Objective(first), Objective(again));
        var lines = File.ReadAllLines(folder["s.csv"]);
        Assert.Equal("# status Solved", lines[0]);
        Assert.Equal(["column,x", "column,y", "row,need"], lines[3..].Select(line => string.Join(',', line.Split(',')[..2])));
        Assert.Equal(["p.json", "s.csv", "t.qps"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // max 5 a + 4 b + 3 c, 2 a + 3 b + c <= 5, 4 a + b + 2 c <= 11, 3 a + 4 b + 2 c <= 8, integers in [0, 5]: 13 at (2, 0, 1); relaxed too.
    private const string Knapsack =
        "NAME k\nOBJSENSE MAX\nROWS\n N gain\n L r1\n L r2\n L r3\nCOLUMNS\n M1 'MARKER' 'INTORG'\n a gain 5 r1 2\n a r2 4 r3 3\n"
        + " b gain 4 r1 3\n b r2 1 r3 4\n c gain 3 r1 1\n c r2 2 r3 2\n M2 'MARKER' 'INTEND'\nRHS\n s r1 5 r2 11\n s r3 RIGHT\n"
        + "BOUNDS\n UP b a 5\n UP b b 5\n UP b c 5\nENDATA\n";

    [Theory]
    [InlineData("8", 13.0)]
    [InlineData("7.5", 11.0)]
    public async Task Solve_IntegerColumns_OptimumWithProvedGap(string right, double expected)
    {
        using var folder = new TempFolder();
        folder.Write("k.mps", Knapsack.Replace("RIGHT", right, StringComparison.Ordinal));
        var run = await CliRun.InAsync(folder.Path, ["solve", "k.mps", "--output", "json", "--write-solution", "s.csv"]);
        Assert.True(run.Code == 0, run.All);
        var answer = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(Fields, answer.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Solved", answer.GetProperty("status").GetString());
        Assert.Equal(expected, answer.GetProperty("objective").GetDouble(), 1e-9);
        Assert.InRange(answer.GetProperty("gap").GetDouble(), 0, 1e-8);
        Assert.Contains("3 integer columns: Optimal", run.Error, StringComparison.Ordinal);
        var values = File.ReadAllLines(folder["s.csv"])[3..6].Select(line => double.Parse(line.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(values, value => Assert.Equal(Math.Round(value), value));
    }

    [Fact]
    public async Task Solve_IntegerColumnsWithoutAPoint_Infeasible()
    {
        using var folder = new TempFolder();
        var text = Knapsack.Replace("RIGHT", "8", StringComparison.Ordinal).Replace(" L r1", " E r1", StringComparison.Ordinal)
            .Replace("r1 5", "r1 5.5", StringComparison.Ordinal);
        folder.Write("k.mps", text);
        var run = await CliRun.InAsync(folder.Path, ["solve", "k.mps", "--output", "json", "--write-solution", "s.csv"]);
        Assert.True(run.Code == 3, run.All);
        Assert.Contains("PrimalInfeasible", run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["s.csv"]));
    }

    [Theory]
    [InlineData(" UP b x 3", " UP b x 3\n UP b y 0.5", 3, "PrimalInfeasible")]
    [InlineData(" UP b x 3", " FR b x", 0, "Solved")]
    [InlineData("cost 2 need 1\n y", "cost 2 need 1\n z cost -1\n y", 3, "DualInfeasible")]
    public async Task Solve_EachStatus_ItsExitCode(string old, string now, int code, string status)
    {
        using var folder = new TempFolder();
        folder.Write("t.mps", Linear.Replace(old, now, StringComparison.Ordinal));
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps", "--output", "json", "--write-solution", "s.csv"]);
        Assert.True(run.Code == code, run.All);
        var answer = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(status, answer.GetProperty("status").GetString());
        Assert.Equal(code == 0, answer.GetProperty("objective").ValueKind == JsonValueKind.Number);
        Assert.Equal(code == 0, File.Exists(folder["s.csv"]));
    }

    [Fact]
    public async Task Solve_TimeLimit_StoppedWithTheBestPoint()
    {
        using var folder = new TempFolder();
        folder.Write("t.mps", Linear);
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps", "--output", "json", "--time-limit", "1e-7", "--write-solution", "s.csv"]);
        Assert.True(run.Code == 4, run.All);
        Assert.Equal("TimeLimit", JsonDocument.Parse(run.Out).RootElement.GetProperty("status").GetString());
        Assert.True(File.Exists(folder["s.csv"]));
    }

    [Fact]
    public async Task Solve_Cancelled_StoppedWithTheBestPoint()
    {
        using var folder = new TempFolder();
        folder.Write("t.mps", Linear);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps", "--output", "json"], cancellationToken: source.Token);
        Assert.True(run.Code == 4, run.All);
    }

    [Theory]
    [InlineData("bad.mps", "bad.mps: line 9: RHS: row: expected a row of ROWS, was 'needs'")]
    [InlineData("none.mps", "none.mps: expected a file, was no such file")]
    [InlineData(".", "expected a file, was a folder")]
    [InlineData("bad.json", "bad.json: expected a problem as ProblemFile writes it")]
    public async Task Solve_BadInput_LocatedFaultAndNothingWritten(string file, string words)
    {
        using var folder = new TempFolder();
        folder.Write("bad.mps", Linear.Replace("s need 4", "s needs 4", StringComparison.Ordinal));
        folder.Write("bad.json", "{ \"version\": 1, \"linear\": 3 }");
        var run = await CliRun.InAsync(folder.Path, ["solve", file, "--save-problem", "p.json", "--write-solution", "s.csv"]);
        Assert.True(run.Code == 2, run.All);
        Assert.Equal("", run.Out);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public async Task Solve_BadInput_FaultsAsJson()
    {
        using var folder = new TempFolder();
        folder.Write("bad.mps", Linear.Replace("cost 2 need 1", "cost two need 1", StringComparison.Ordinal));
        var run = await CliRun.InAsync(folder.Path, ["solve", "bad.mps", "--output", "json"]);
        var fault = JsonDocument.Parse(run.Out).RootElement.GetProperty("faults")[0];
        Assert.Equal("bad.mps: line 6", fault.GetProperty("location").GetString());
        Assert.Equal("'two'", fault.GetProperty("actual").GetString());
    }

    [Theory]
    [InlineData("--tolerance", "0")]
    [InlineData("--tolerance", "1")]
    [InlineData("--time-limit", "-1")]
    [InlineData("--solver", "simplex")]
    [InlineData("--output", "csv")]
    public async Task Solve_BadOption_Usage(string option, string value)
    {
        using var folder = new TempFolder();
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps", option, value]);
        Assert.True(run.Code == 1, run.All);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--write-solution", ".")]
    [InlineData("--write-solution", "none/s.csv")]
    [InlineData("--save-problem", "none/p.json")]
    public async Task Solve_PlaceThatCannotBe_BadInput(string option, string path)
    {
        using var folder = new TempFolder();
        folder.Write("t.mps", Linear);
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps", option, path]);
        Assert.True(run.Code == 2, run.All);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("osqp", "BESS_OSQP_LIBRARY", "OSQP is not available")]
    [InlineData("highs", "BESS_HIGHS_LIBRARY", "HiGHS is not available")]
    public async Task Solve_NativeLibraryThatIsNotThere_OneClearMessage(string solver, string variable, string words)
    {
        using var folder = new TempFolder();
        folder.Write("t.mps", Linear);
        var environment = new Dictionary<string, string> { [variable] = folder["none.so"] };
        var run = await CliRun.InAsync(folder.Path, ["solve", "t.mps", "--solver", solver], environment: environment);
        Assert.True(run.Code == 2, run.All);
        Assert.Equal("", run.Out);
        Assert.Contains("--solver", run.Error, StringComparison.Ordinal);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Contains(variable, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static double Objective(CliRun run) => JsonDocument.Parse(run.Out).RootElement.GetProperty("objective").GetDouble();
}
