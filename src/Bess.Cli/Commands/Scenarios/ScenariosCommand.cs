using System.CommandLine;

namespace Bess.Cli.Commands.Scenarios;

/// <summary><c>bess scenarios</c>: makes, reduces and shows scenarios of prices.</summary>
internal static class ScenariosCommand
{
    public static Command Create(CliContext context) => new("scenarios", "Joint price scenarios: make them, reduce them, look at them.")
    {
        GenerateCommand.Create(context),
        ReduceCommand.Create(context),
        ShowCommand.Create(context),
        ReportCommand.Create(context),
    };
}
