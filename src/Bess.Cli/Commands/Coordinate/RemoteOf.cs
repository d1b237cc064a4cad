using System.CommandLine;
using Bess.Coordination.Remote;

namespace Bess.Cli.Commands.Coordinate;

/// <summary>The server that a command line names.</summary>
internal static class RemoteOf
{
    /// <summary>What is lacking, in the words of the command line; null when nothing is.</summary>
    public static string? Lacking(CoordinateOptions options, ParseResult parsed)
    {
        if (parsed.GetValue(options.Server) is not null)
            return null;
        if (parsed.GetValue(options.PowerPlant) is not null)
            return "--server URL with --vpp";
        return parsed.GetValue(options.ApiKey) is not null ? "--server URL with --api-key" : null;
    }

    /// <summary>The server; null for a round in this process.</summary>
    public static RemoteVirtualPowerPlant? Create(CliContext context, CoordinateOptions options, ParseResult parsed) =>
        options.AtServer.Desk(context, parsed) is { } desk ? new RemoteVirtualPowerPlant(desk, parsed.GetValue(options.PowerPlant)) : null;
}
