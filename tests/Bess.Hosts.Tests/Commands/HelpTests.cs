using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("coordinate")]
    [InlineData("optimize")]
    [InlineData("backtest")]
    [InlineData("frontier")]
    [InlineData("compare")]
    [InlineData("ablation")]
    [InlineData("value")]
    [InlineData("value information")]
    [InlineData("value coordination")]
    [InlineData("verify")]
    [InlineData("why")]
    [InlineData("fleet generate")]
    [InlineData("fleet validate")]
    [InlineData("validate")]
    [InlineData("data")]
    [InlineData("data fetch")]
    [InlineData("data import")]
    [InlineData("data coverage")]
    [InlineData("data show")]
    [InlineData("data export")]
    [InlineData("data synthesize")]
    [InlineData("forecast evaluate")]
    [InlineData("forecast train")]
    [InlineData("forecast run")]
    [InlineData("rerun")]
    [InlineData("scenarios generate")]
    [InlineData("scenarios reduce")]
    [InlineData("scenarios show")]
    [InlineData("scenarios report")]
    [InlineData("solve")]
    [InlineData("keys create")]
    [InlineData("keys list")]
    [InlineData("keys revoke")]
    public async Task Help_EachCommand_AsExpected(string command)
    {
        using var folder = new TempFolder();
        var run = await CliRun.InAsync(folder.Path, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, run.Code);
        Assert.Equal("", run.Error);
        var text = string.Join('\n', run.Out.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
        var program = System.CommandLine.RootCommand.ExecutableName;
        Expectation.Matches($"help-{(command.Length == 0 ? "root" : command.Replace(' ', '-'))}.txt", text.Replace($"  {program} ", "  bess ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_Printed_IsTheTools()
    {
        using var folder = new TempFolder();
        var run = await CliRun.InAsync(folder.Path, ["--version"]);
        Assert.Equal(0, run.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Out);
    }
}
