using System.Globalization;
using System.Runtime.CompilerServices;
using Bess.Coordination.Desk.Local;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk;

/// <summary>The desk in this process: rounds run in the background, agents in memory; enrolled batteries are kept in a folder when one is given.</summary>
/// <remarks>
/// Thread-safe. Rounds are gone with the process, the last 100 are kept before that; power plants and committed schedules survive it
/// where there is a folder. Batteries whose owners host them cannot be admitted here.
/// </remarks>
public sealed class LocalRoundDesk : IRoundDesk, IDeskDirectory, IAsyncDisposable
{
    /// <summary>How many rounds are kept.</summary>
    public const int RoundsKept = 100;

    private readonly Lock _gate = new();
    private readonly PlantBook _plants;
    private readonly TimeProvider _clock;
    private readonly int? _threads;
    private readonly List<LocalRound> _rounds = [];

    /// <summary>Opens the desk.</summary>
    /// <param name="folder">Where enrolled batteries are kept, one file a plant; made if it is missing. Null keeps them in memory.</param>
    /// <param name="clock">Clock of deadlines and records; null for the system's.</param>
    /// <param name="threads">Threads of a round; null for all processors. Results do not depend on it.</param>
    /// <exception cref="BessDataException">When a file in the folder cannot be understood; lists all faults.</exception>
    /// <exception cref="IOException">When the folder cannot be used.</exception>
    public LocalRoundDesk(string? folder = null, TimeProvider? clock = null, int? threads = null)
    {
        _plants = new PlantBook(folder);
        _clock = clock ?? TimeProvider.System;
        _threads = threads;
    }

    /// <inheritdoc />
    public Task<Launch> LaunchAsync(RoundOrder order, string launchedBy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentException.ThrowIfNullOrEmpty(launchedBy);
        if (Find(order.Id) is { } known)
            return Task.FromResult(Again(known, order));
        var checkedOrder = OrderCheck.Check(order, Enrolled(order), _clock, _threads);
        if (!checkedOrder.TryGet(out var request))
            return Task.FromResult(Launch.Faulty(checkedOrder.Faults));
        lock (_gate)
        {
            if (Find(order.Id) is { } meanwhile)
                return Task.FromResult(Again(meanwhile, order));
            if (Running(order.PowerPlant) is { } running)
                return Task.FromResult(Launch.Refused(running.View));
            var round = new LocalRound(request with { Id = order.Id ?? NewId() }, order.PowerPlant, order.Fleet is null, launchedBy, _clock.GetUtcNow(), Commit);
            _rounds.Add(round);
            Forget();
            round.Start();
            return Task.FromResult(Launch.Accepted(round.View.Id));
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<RoundEvent> FollowAsync(string roundId, int from = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        if (Find(roundId) is not { } round)
            yield break;
        await foreach (var happened in round.Events.FollowAsync(from, cancellationToken).ConfigureAwait(false))
            yield return happened;
    }

    /// <inheritdoc />
    public Task<RoundView?> RoundAsync(string roundId, CancellationToken cancellationToken = default) => Task.FromResult(Find(roundId)?.View);

    /// <inheritdoc />
    public Task<IReadOnlyList<RoundView>> RoundsAsync(string powerPlant, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            IReadOnlyList<RoundView> views = [.. _rounds.Where(round => round.View.PowerPlant == powerPlant).Select(round => round.View).Reverse()];
            return Task.FromResult(views);
        }
    }

    /// <inheritdoc />
    public Task<RoundResult?> ResultAsync(string roundId, CancellationToken cancellationToken = default) => Task.FromResult(Find(roundId)?.Result);

    /// <inheritdoc />
    public Task<bool> CancelAsync(string roundId, CancellationToken cancellationToken = default) =>
        Task.FromResult(Find(roundId)?.Cancel() ?? false);

    /// <inheritdoc />
    public Task<IReadOnlyList<Fault>> SetGroupsAsync(string powerPlant, IReadOnlyList<FleetGroup> groups, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groups);
        lock (_gate)
        {
            return Task.FromResult(_plants.SetGroups(powerPlant, groups));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Fault>> JoinAsync(string powerPlant, IReadOnlyList<FleetMember> members, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        lock (_gate)
        {
            var faults = _plants.Join(powerPlant, members);
            if (faults.Count == 0 && Running(powerPlant) is { TakesEnrolled: true } running)
            {
                foreach (var member in members)
                    running.Join(member);
            }

            return Task.FromResult(faults);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Fault>> AdmitAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Fault> refusal = [new Fault("", "owner", "a desk on a cluster, where owners can host their batteries", "a desk in one process")];
        return Task.FromResult(refusal);
    }

    /// <inheritdoc />
    public Task<bool> LeaveAsync(string powerPlant, AgentId agent, string reason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var left = _plants.Leave(powerPlant, agent);
            if (left && Running(powerPlant) is { TakesEnrolled: true } running)
                running.Leave(agent, reason);
            return Task.FromResult(left);
        }
    }

    /// <inheritdoc />
    public Task<Roster?> RosterAsync(string powerPlant, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_plants.Find(powerPlant) is { IsEnrolled: true } plant ? plant.Roster() : null);
        }
    }

    /// <inheritdoc />
    public Task<CommittedSchedule?> ScheduleAsync(string powerPlant, AgentId agent, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_plants.Find(powerPlant)?.Schedules.GetValueOrDefault(agent));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> PowerPlantsAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var names = _plants.Names.Concat(_rounds.Select(round => round.View.PowerPlant)).Distinct().Order(StringComparer.Ordinal);
            return Task.FromResult<IReadOnlyList<string>>([.. names]);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<RoundView>> RecentRoundsAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<RoundView>>([.. _rounds.Select(round => round.View).Reverse()]);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Fault>> CheckAsync(RoundOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Task.FromResult(OrderCheck.Check(order, Enrolled(order), _clock, _threads).Faults);
    }

    /// <inheritdoc />
    public Task<RoundOrder?> OrderAsync(string roundId, CancellationToken cancellationToken = default) => Task.FromResult(Find(roundId)?.Order);

    /// <summary>Cancels what runs and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        LocalRound[] rounds;
        lock (_gate)
        {
            rounds = [.. _rounds];
        }

        foreach (var round in rounds)
            await round.DisposeAsync().ConfigureAwait(false);
    }

    private static Launch Again(LocalRound known, RoundOrder order) => known.View.PowerPlant == order.PowerPlant
        ? Launch.Accepted(known.View.Id)
        : Launch.Faulty([new Fault("", "id", "an identity that no round of another power plant has", $"'{order.Id}'")]);

    private Fleet? Enrolled(RoundOrder order)
    {
        lock (_gate)
        {
            return order.Fleet ?? _plants.Find(order.PowerPlant)?.Fleet();
        }
    }

    private LocalRound? Find(string? roundId)
    {
        lock (_gate)
        {
            return _rounds.Find(round => round.View.Id == roundId);
        }
    }

    private LocalRound? Running(string powerPlant) => _rounds.Find(round => round.View.PowerPlant == powerPlant && !round.View.HasEnded);

    private void Forget()
    {
        while (_rounds.Count > RoundsKept && _rounds.Find(round => round.View.HasEnded) is { } oldest)
            _rounds.Remove(oldest);
    }

    private void Commit(string powerPlant, RoundResult result)
    {
        lock (_gate)
        {
            _plants.Commit(powerPlant, result);
        }
    }

    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{Guid.NewGuid():N}")[..25];
}
