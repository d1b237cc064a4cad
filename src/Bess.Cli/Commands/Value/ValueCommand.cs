using System.CommandLine;

namespace Bess.Cli.Commands.Value;

/// <summary><c>bess value</c>: what knowing more, reckoning with scenarios, or acting together is worth on past days.</summary>
internal static class ValueCommand
{
    public static Command Create(CliContext context) => new("value", "Measure what knowing more, planning over scenarios, or acting together is worth on past days.")
    {
        InformationCommand.Create(context), CoordinationCommand.Create(context),
    };
}
