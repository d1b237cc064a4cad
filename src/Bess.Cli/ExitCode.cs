namespace Bess.Cli;

/// <summary>What the tool's exit code means; part of the interface, documented in docs/reference/cli.md.</summary>
internal static class ExitCode
{
    /// <summary>Done: converged with a certificate, or certified that staying idle is the only plan.</summary>
    public const int Done = 0;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 1;

    /// <summary>An input was refused, or a repeated run differs; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>No plan meets the coupling; the least violating one was written.</summary>
    public const int NoFeasiblePlan = 3;

    /// <summary>A limit, a stall or Ctrl-C came first; the best plan was written.</summary>
    public const int Stopped = 4;

    /// <summary>A fault of the tool itself.</summary>
    public const int Internal = 70;
}
