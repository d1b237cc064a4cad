using Bess.Cli.Inputs;
using Bess.Coordination.Remote;

namespace Bess.Cli.Commands.Coordinate;

/// <summary>A round that can run, and where it goes.</summary>
/// <param name="Round">The inputs.</param>
/// <param name="Folder">Absolute path of the run's folder.</param>
/// <param name="StartedAt">When the command began.</param>
/// <param name="WithReport">Whether report.html is written.</param>
/// <param name="Remote">The server at which the round runs; null for here.</param>
internal sealed record CoordinateRequest(LoadedRound Round, string Folder, DateTimeOffset StartedAt, bool WithReport, RemoteVirtualPowerPlant? Remote = null);
