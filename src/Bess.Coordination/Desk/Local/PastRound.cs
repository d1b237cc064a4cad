using System.Runtime.CompilerServices;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Desk.Local;

/// <summary>A round that ended in an earlier process; order, events and result are read from its files when somebody asks.</summary>
internal sealed class PastRound(RoundView view, RoundFiles files) : DeskRound
{
    public override RoundView View => view;

    public override RoundOrder Order => files.ReadOrder().Value;

    public override RoundResult? Result => files.ReadResult();

    public override async IAsyncEnumerable<RoundEvent> FollowAsync(int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var happened in files.ReadEvents().Skip(from))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return happened;
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
