using Bess.Cli.Rendering;
using Bess.Domain;

namespace Bess.Cli;

/// <summary>One invocation: its surroundings, its data stream and its talk stream.</summary>
internal sealed record CliContext(CliHost Host, TextWriter Out, TextWriter Error)
{
    /// <summary>Makes a path absolute, from the working folder.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Host.WorkingFolder);

    /// <summary>Tells all faults and gives the exit code for them.</summary>
    public int Refuse(IReadOnlyList<Fault> faults, OutputFormat format)
    {
        FaultRenderer.Render(faults, format, Out, Error);
        return ExitCode.BadInput;
    }
}
