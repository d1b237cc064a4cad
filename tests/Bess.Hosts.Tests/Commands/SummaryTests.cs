using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Cli.Runs;
using Bess.Coordination.Rounds;
using Bess.Domain.Json;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Commands;

public sealed class SummaryTests
{
    [Fact]
    public void Summary_MadeUpResult_AsExpected()
    {
        using var folder = new TempFolder();
        var round = LoadedRounds.Pair(folder);
        Expectation.Matches("summary.txt", RoundSummary.Text(round, FakePowerPlant.Result(round.Request, RoundStatus.Converged)));
    }

    [Fact]
    public void ResultDocument_MadeUpResult_AsExpected()
    {
        using var folder = new TempFolder();
        var round = LoadedRounds.Pair(folder);
        var document = ResultDocument.Of(round, FakePowerPlant.Result(round.Request, RoundStatus.Infeasible, coupling: false));
        Expectation.Matches("result.json.txt", JsonSerializer.Serialize(document, BessJson.Indented));
    }

    [Fact]
    public async Task Progress_NotATerminal_PlainLines()
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--out", "run"], new FakePowerPlant());
        Expectation.Matches("progress.txt", run.Error);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("red\u001b[31m\r\nnext", "red\\u001b[31m\\u000d\\u000anext")]
    [InlineData("abc\u202edef", "abc\\u202edef")]
    public void Printable_ControlCharacters_ShownAsCodes(string text, string expected) => Assert.Equal(expected, Printable.Line(text));
}
