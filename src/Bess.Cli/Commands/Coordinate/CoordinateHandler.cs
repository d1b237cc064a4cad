using Bess.Cli.Runs;
using Bess.Coordination;
using Bess.Coordination.Rounds;
using Bess.Domain;

namespace Bess.Cli.Commands.Coordinate;

/// <summary>Runs a round and writes its folder; knows nothing of consoles.</summary>
internal static class CoordinateHandler
{
    /// <summary>Runs and writes.</summary>
    /// <param name="plant">Who coordinates, unless a server does.</param>
    /// <param name="request">What and whereto.</param>
    /// <param name="progress">Told of each iteration.</param>
    /// <param name="cancellationToken">Ends the round early; what it has is still written.</param>
    /// <returns>The result, or the faults for which nothing was written.</returns>
    public static async Task<Validated<RoundResult>> RunAsync(
        IVirtualPowerPlant plant, CoordinateRequest request, IProgress<IterationTrace>? progress, CancellationToken cancellationToken)
    {
        var begun = RunFolder.Begin(request.Folder);
        if (!begun.TryGet(out var folder))
            return Validated<RoundResult>.FromFaults(begun.Faults);
        using (folder)
        {
            var outcome = request.Remote is { } remote
                ? await remote.CoordinateAsync(request.Round.Order, progress, cancellationToken)
                : await plant.CoordinateAsync(request.Round.Request, progress, cancellationToken);
            if (outcome.TryGet(out var result))
                RunWriter.Write(folder, request.Round, result, request.StartedAt, request.WithReport);
            return outcome;
        }
    }
}
