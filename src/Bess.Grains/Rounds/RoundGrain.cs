using Bess.Coordination.Remote.Documents;
using Bess.Grains.Storage;
using Bess.Grains.Wire;
using Orleans.Placement;

namespace Bess.Grains.Rounds;

/// <summary>Owns a round: a shell around its <see cref="RoundLife"/>.</summary>
[GrainType("bess.round")]
[HashBasedPlacement]
[KeepAlive]
public sealed class RoundGrain(RoundServices services) : Grain, IRoundGrain
{
    private RoundLife? _life;

    private RoundLife Life => _life ?? throw new InvalidOperationException("the grain is not active");

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var life = new RoundLife(this.GetPrimaryKeyString(), GrainFactory, services);
        await Stored.CallAsync(life.LoadAsync);
        _life = life;
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_life is { } life)
        {
            await life.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async Task StartAsync(RoundStartMessage start, bool waits)
    {
        await OwnAsync(() => Life.CreateAsync(start, waits));
        if (!waits)
        {
            Life.Run();
        }
    }

    /// <inheritdoc />
    public Task FailAsync(string detail) => OwnAsync(() => Life.FailAsync(detail));

    /// <inheritdoc />
    public async Task<bool> WakeAsync(bool specified)
    {
        if (Life.IsAbandoned)
        {
            DeactivateOnIdle();
            return false;
        }

        if (specified)
        {
            await OwnAsync(Life.ReleaseAsync);
        }

        if (!Life.IsWaiting)
        {
            Life.Run();
        }

        if (Life.HasEnded)
        {
            // What has ended is read from the store when somebody asks.
            DelayDeactivation(TimeSpan.FromMinutes(1));
        }

        return Life.HasEnded;
    }

    /// <inheritdoc />
    public Task<byte[]?> ViewAsync() => ShowAsync(life => life.View() is { } view ? RoundViewDocument.Write(view) : null);

    /// <inheritdoc />
    public async Task<EventsMessage> EventsAsync(int from, int waitMs) => await await ShowAsync(life => life.EventsAsync(from, TimeSpan.FromMilliseconds(waitMs)));

    /// <inheritdoc />
    public Task<byte[]?> ResultAsync() => ShowAsync(life => life.ResultDocument());

    /// <inheritdoc />
    public Task<byte[]?> RosterAsync() => ShowAsync(life => life.RosterDocument());

    /// <inheritdoc />
    public Task<byte[]?> OrderAsync() => ShowAsync(life => life.OrderDocument());

    /// <inheritdoc />
    public Task<bool> CancelAsync() => OwnAsync(Life.CancelAsync);

    /// <inheritdoc />
    public Task ChangeAsync(ChangeMessage change) => OwnAsync(() => Life.ChangeAsync(change));

    /// <inheritdoc />
    public Task<bool?> IsCommittedAsync() => ShowAsync(life => life.IsCommitted());

    private async Task<T> ShowAsync<T>(Func<RoundLife, T> show) => await Life.IsOvertakenAsync() ? throw NotOwner() : show(Life);

    private Task<bool> OwnAsync(Func<Task> act) => OwnAsync(async () =>
    {
        await act();
        return true;
    });

    /// <summary>An owner that has lost the round to another process says so in a way that the caller understands: ask again.</summary>
    private async Task<T> OwnAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception exception) when (Life.IsAbandoned && exception is RoundTakenException or OperationCanceledException)
        {
            throw NotOwner();
        }
    }

    private TimeoutException NotOwner()
    {
        DeactivateOnIdle();
        return new TimeoutException("another process owns the round now; ask again");
    }
}
