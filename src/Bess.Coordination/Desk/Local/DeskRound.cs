using Bess.Coordination.Rounds;

namespace Bess.Coordination.Desk.Local;

/// <summary>A round that a desk knows: one of this process, or one that ended in an earlier one.</summary>
internal abstract class DeskRound : IAsyncDisposable
{
    public abstract RoundView View { get; }

    public abstract RoundOrder Order { get; }

    public abstract RoundResult? Result { get; }

    public abstract IAsyncEnumerable<RoundEvent> FollowAsync(int from, CancellationToken cancellationToken);

    /// <summary>Ends it early; false when it has ended, or commits already.</summary>
    public virtual bool Cancel() => false;

    public abstract ValueTask DisposeAsync();
}
