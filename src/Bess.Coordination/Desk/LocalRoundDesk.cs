using System.Globalization;
using System.Runtime.CompilerServices;
using Bess.Coordination.Desk.Local;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk;

/// <summary>The desk in this process: rounds run in the background, agents in memory; rounds and enrolled batteries are kept in folders when they are given.</summary>
/// <remarks>
/// Thread-safe. The last 100 rounds are kept. With a folder for rounds they survive the process with all their events, and one that was
/// cut off goes on: it is run again from its order, which gives the same bits, and its events go on with the next number. Where that is
/// not so it ends as interrupted. Power plants and committed schedules survive where there is a folder for them. Batteries whose owners
/// host them cannot be admitted here.
/// </remarks>
public sealed class LocalRoundDesk : IRoundDesk, IDeskDirectory, IAsyncDisposable
{
    /// <summary>How many rounds are kept.</summary>
    public const int RoundsKept = 100;

    private readonly Lock _gate = new();
    private readonly PlantBook _plants;
    private readonly TimeProvider _clock;
    private readonly int? _threads;
    private readonly RoundShelf? _shelf;
    private readonly List<DeskRound> _rounds = [];

    /// <summary>Opens the desk.</summary>
    /// <param name="folder">Where enrolled batteries are kept, one file a plant; made if it is missing. Null keeps them in memory.</param>
    /// <param name="clock">Clock of deadlines and records; null for the system's.</param>
    /// <param name="threads">Threads of a round; null for all processors. Results do not depend on it.</param>
    /// <param name="roundFolder">Where rounds are kept, one folder each; made if it is missing. Null keeps them in memory. Rounds that were cut off go on at once.</param>
    /// <exception cref="BessDataException">When a file in the folders cannot be understood; lists all faults.</exception>
    /// <exception cref="IOException">When a folder cannot be used, or another process uses it.</exception>
    public LocalRoundDesk(string? folder = null, TimeProvider? clock = null, int? threads = null, string? roundFolder = null)
    {
        _plants = new PlantBook(folder);
        _clock = clock ?? TimeProvider.System;
        _threads = threads;
        if (roundFolder is null)
            return;
        _shelf = new RoundShelf(roundFolder);
        try
        {
            var takeUp = new RoundTakeUp(_clock, threads, Commit);
            _rounds.AddRange(_shelf.Read().Select(kept => takeUp.Take(kept.Note, kept.Files)));
        }
        catch
        {
            _shelf.Dispose();
            throw;
        }

        foreach (var round in _rounds.OfType<LocalRound>())
            round.Start();
    }

    /// <inheritdoc />
    public bool KnowsFleets => true;

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
            return Task.FromResult(Launch.Accepted(Begin(request with { Id = order.Id ?? NewId() }, order, launchedBy)));
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<RoundEvent> FollowAsync(string roundId, int from = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        if (Find(roundId) is not { } round)
            yield break;
        await foreach (var happened in round.FollowAsync(from, cancellationToken).ConfigureAwait(false))
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

    /// <summary>Ends what runs: kept rounds are let go of, for the next process to go on with; others are cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        DeskRound[] rounds;
        lock (_gate)
        {
            rounds = [.. _rounds];
        }

        foreach (var round in rounds)
            await round.DisposeAsync().ConfigureAwait(false);
        _shelf?.Dispose();
    }

    private static Launch Again(DeskRound known, RoundOrder order) => known.View.PowerPlant == order.PowerPlant
        ? Launch.Accepted(known.View.Id)
        : Launch.Faulty([new Fault("", "id", "an identity that no round of another power plant has", $"'{order.Id}'")]);

    private Fleet? Enrolled(RoundOrder order)
    {
        lock (_gate)
        {
            return order.Fleet ?? _plants.Find(order.PowerPlant)?.Fleet();
        }
    }

    private DeskRound? Find(string? roundId)
    {
        lock (_gate)
        {
            return _rounds.Find(round => round.View.Id == roundId);
        }
    }

    private LocalRound? Running(string powerPlant) => _rounds.OfType<LocalRound>().FirstOrDefault(round => round.View.PowerPlant == powerPlant && !round.View.HasEnded);

    private string Begin(RoundRequest request, RoundOrder order, string launchedBy)
    {
        var view = new RoundView(request.Id, order.PowerPlant, RoundPhase.Created, _clock.GetUtcNow(), launchedBy, 0, "", null);
        var note = new RoundNote(view, TakesEnrolled: order.Fleet is null, IsCancelled: false, Starts: 1);
        var files = _shelf?.FilesOf(request.Id);
        files?.Create(note, RoundOrder.Of(request) with { PowerPlant = order.PowerPlant });
        var round = new LocalRound(request, note, ToldRound.Nothing, files, Commit);
        _rounds.Add(round);
        Forget();
        round.Start();
        return request.Id;
    }

    private void Forget()
    {
        while (_rounds.Count > RoundsKept && _rounds.Find(round => round.View.HasEnded) is { } oldest)
        {
            _rounds.Remove(oldest);
            _shelf?.FilesOf(oldest.View.Id).Delete();
        }
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
