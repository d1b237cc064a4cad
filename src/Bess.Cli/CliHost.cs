using Bess.Coordination;

namespace Bess.Cli;

/// <summary>What the tool needs from its surroundings; tests put their own in.</summary>
public sealed record CliHost
{
    /// <summary>Makes the virtual power plant that runs the rounds.</summary>
    public Func<IVirtualPowerPlant> VirtualPowerPlant { get; init; } = () => new LocalVirtualPowerPlant();

    /// <summary>Clock for run names and deadlines.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public Func<string, string?> EnvironmentVariable { get; init; } = _ => null;

    /// <summary>Folder to which relative paths refer.</summary>
    public string WorkingFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Whether stderr is a terminal that can redraw a table in place.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether stdout is a terminal, which may get colours.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Characters of a line on stdout.</summary>
    public int OutputWidth { get; init; } = 80;

    /// <summary>How long a round may finish after Ctrl-C or SIGTERM before the process ends; null leaves signals alone.</summary>
    public TimeSpan? TerminationTimeout { get; init; }

    /// <summary>The surroundings of a process started from a shell.</summary>
    public static CliHost OfThisProcess() => new()
    {
        EnvironmentVariable = Environment.GetEnvironmentVariable,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        OutputIsTerminal = !Console.IsOutputRedirected,
        OutputWidth = Console.IsOutputRedirected ? 80 : Math.Clamp(Console.WindowWidth, 30, 1000),
        TerminationTimeout = TimeSpan.FromSeconds(60),
    };
}
