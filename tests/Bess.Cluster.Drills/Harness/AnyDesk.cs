using Bess.Coordination.Desk;
using Bess.Coordination.Remote;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;

namespace Bess.Cluster.Drills.Harness;

/// <summary>What an operator does whose server may die: asks another one. Calls are idempotent, events are numbered.</summary>
internal sealed class AnyDesk : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly RemoteRoundDesk[] _desks;
    private int _turn;

    public AnyDesk(IEnumerable<Uri> servers) => _desks =
    [
        .. servers.Select(server => new RemoteRoundDesk(new RemoteOptions
        {
            Server = server,
            AnswerLimit = TimeSpan.FromSeconds(30),
            SilenceLimit = TimeSpan.FromSeconds(12),
            OutageLimit = TimeSpan.FromMilliseconds(1),
            FirstPause = Pause,
        })),
    ];

    /// <summary>How often somebody else had to be asked.</summary>
    public int Changes { get; private set; }

    /// <summary>Asks this one first from now on.</summary>
    public void Prefer(int server) => _turn = server;

    public async Task<Launch> LaunchAsync(RoundOrder order, CancellationToken cancellationToken)
    {
        while (true)
        {
            var launch = await Current.LaunchAsync(order, "drill", cancellationToken);
            if (!launch.Faults.Any(IsPassing))
            {
                return launch;
            }

            await ChangeAsync(cancellationToken);
        }
    }

    /// <summary>Follows to the end, from server to server.</summary>
    /// <returns>The last event; null when no server knows the round.</returns>
    public async Task<RoundEvent?> FollowAsync(string roundId, Action<RoundEvent> happened, CancellationToken cancellationToken)
    {
        RoundEvent? last = null;
        while (true)
        {
            try
            {
                await foreach (var next in Current.FollowAsync(roundId, last is null ? 0 : last.Number + 1, cancellationToken))
                {
                    last = next;
                    happened(next);
                    if (next.Phase is RoundPhase.Done or RoundPhase.Failed or RoundPhase.Cancelled)
                    {
                        return next;
                    }
                }
            }
            catch (BessDataException error) when (error.Faults.Any(fault => IsPassing(fault) || fault.Field == "events"))
            {
            }

            await ChangeAsync(cancellationToken);
        }
    }

    public Task<RoundResult?> ResultAsync(string roundId, CancellationToken cancellationToken) => CallAsync(desk => desk.ResultAsync(roundId, cancellationToken), cancellationToken);

    public Task<RoundView?> RoundAsync(string roundId, CancellationToken cancellationToken) => CallAsync(desk => desk.RoundAsync(roundId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<RoundView>> RoundsAsync(string powerPlant, CancellationToken cancellationToken) =>
        CallAsync(desk => desk.RoundsAsync(powerPlant, cancellationToken), cancellationToken);

    public Task<CommittedSchedule?> ScheduleAsync(string powerPlant, AgentId agent, CancellationToken cancellationToken) =>
        CallAsync(desk => desk.ScheduleAsync(powerPlant, agent, cancellationToken), cancellationToken);

    public async Task<T> CallAsync<T>(Func<RemoteRoundDesk, Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await call(Current);
            }
            catch (BessDataException error) when (error.Faults.Any(IsPassing))
            {
                await ChangeAsync(cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        foreach (var desk in _desks)
        {
            desk.Dispose();
        }
    }

    private RemoteRoundDesk Current => _desks[_turn % _desks.Length];

    /// <summary>Nobody answered, in time, or it failed there: what is wrong with a call has a field.</summary>
    private static bool IsPassing(Fault fault) => fault.Field.Length == 0;

    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        _turn++;
        Changes++;
        await Task.Delay(Pause, cancellationToken);
    }
}
