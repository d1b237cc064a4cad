using System.Globalization;
using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;
using Bess.Domain.Assets;
using Bess.Grains.Wire;

namespace Bess.Grains.Rounds;

/// <summary>Reaches the batteries of a round through its tree of aggregators. Sends one message an iteration, whatever their number.</summary>
public sealed class GrainTransport : IAgentTransport
{
    private readonly IGrainFactory _grains;
    private readonly SubtreeMessage _template;
    private readonly RoundSeats _seats;
    private readonly TimeProvider _clock;
    private readonly Func<TimeSpan?> _left;
    private readonly CancellationToken _abandoned;
    private readonly List<PastMessage> _history = [];
    private readonly List<string> _notes = [];
    private readonly List<RosterEntry> _joined = [];
    private readonly Dictionary<int, ChangeMessage[]> _expected = [];
    private readonly Func<IReadOnlyList<ChangeMessage>> _allChanges;

    /// <summary>Creates the transport.</summary>
    /// <param name="grains">Grains.</param>
    /// <param name="setup">The round.</param>
    /// <param name="roster">Who takes part, in the order of places.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="allChanges">Who came and went since the round began, in order; only grows. Entries without a place.</param>
    /// <param name="left">Time to the round's deadline; null for none.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="abandoned">The process no longer owns the round.</param>
    public GrainTransport(
        IGrainFactory grains, RoundSetup setup, Roster roster, PatienceOptions patience, Func<IReadOnlyList<ChangeMessage>> allChanges, Func<TimeSpan?> left,
        TimeProvider clock, CancellationToken abandoned)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(patience);
        Setup = setup;
        _grains = grains;
        _seats = new RoundSeats(setup, roster);
        _allChanges = allChanges;
        _left = left;
        _clock = clock;
        _abandoned = abandoned;
        var options = setup.Terms.Options;
        _template = new SubtreeMessage
        {
            RoundId = setup.Terms.Id,
            PowerPlant = roster.PowerPlant,
            Scenarios = ScenariosMessage.Of(setup.Terms.Scenarios),
            Classes = [.. setup.Plan.Classes],
            Groups = setup.Terms.Groups.Count,
            LeafSize = LeafSizeOf(options, _seats.Positions),
            FanIn = options.FanIn,
            PatienceMs = [(int)(options.IterationPatience ?? patience.Late).TotalMilliseconds, (int)patience.Silent.TotalMilliseconds],
            StalenessLimit = options.StalenessLimit,
            Masked = options.MaskedSums,
            Positions = _seats.Positions,
            Seats = [],
            History = [],
        };
    }

    /// <summary>The round.</summary>
    public RoundSetup Setup { get; }

    /// <inheritdoc />
    public int Count => _seats.Present.Count();

    /// <inheritdoc />
    public double TotalPowerMw => _seats.Present.Sum(seat => seat.PowerMw);

    /// <inheritdoc />
    public IReadOnlyList<double> ClassPowersMw =>
        [.. Setup.Plan.Classes.Select((_, c) => _seats.Present.Where(seat => seat.ClassIndex == c).Sum(seat => seat.PowerMw))];

    /// <inheritdoc />
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>What the last broadcast gathered.</summary>
    public SumMessage? LastSum { get; private set; }

    /// <summary>Who came or went with it.</summary>
    public IReadOnlyList<ChangeMessage> LastChanges { get; private set; } = [];

    /// <summary>Who came while the round ran.</summary>
    public IReadOnlyList<RosterEntry> Joined => _joined;

    /// <summary>Number of changes of membership that have been considered.</summary>
    public int ChangesSeen { get; private set; }

    /// <summary>Σ of the agents' solving times so far, seconds.</summary>
    public double SolveSeconds { get; private set; }

    /// <summary>Time that the root of the tree needed to sum so far, seconds.</summary>
    public double RootSeconds { get; private set; }

    /// <summary>Answers that came too late so far.</summary>
    public int LateAnswers { get; private set; }

    /// <summary>Tells all batteries of the round.</summary>
    /// <returns>Who does not take part, and why.</returns>
    public Task<TreeOpenedMessage> OpenAsync() => Retry.UntilDoneAsync(() => Root().RestoreAsync(State(), opens: true), _clock, _abandoned);

    /// <summary>Leaves out who does not take part from the start.</summary>
    /// <param name="places">Their places.</param>
    /// <param name="reasons">Why.</param>
    public void Refuse(IReadOnlyList<int> places, IReadOnlyList<string> reasons)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(reasons);
        for (var i = 0; i < places.Count; i++)
        {
            _notes.Add($"{_seats.At(places[i]).Agent} does not take part: {reasons[i]}");
            _seats.Leave(places[i], 1);
        }
    }

    /// <summary>Notes the public keys of a masked round.</summary>
    /// <param name="places">Places of those who take part.</param>
    /// <param name="keys">Their keys.</param>
    public void TakeKeys(IReadOnlyList<int> places, IReadOnlyList<byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(keys);
        for (var i = 0; i < places.Count; i++)
        {
            _seats.TakeKey(places[i], keys[i]);
        }
    }

    /// <summary>Changes that a recorded broadcast began with, with everything that the journal's entry does not say.</summary>
    /// <param name="sequence">Number of the broadcast.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="changesSeen">Number of changes noted by then.</param>
    public void ExpectChanges(int sequence, ChangeMessage[] changes, int changesSeen)
    {
        _expected[sequence] = changes;
        ChangesSeen = changesSeen;
    }

    /// <inheritdoc />
    public async Task<Gathering> SendAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var changes = Number(_allChanges(), request.Sequence);
        var before = changes.Length == 0 ? null : State();
        Apply(changes, request.Iteration);
        var message = AskMessage.Of(request);
        var sum = await AskAsync(message, changes, before, cancellationToken.CanBeCanceled).ConfigureAwait(false);
        (LastSum, LastChanges) = (sum, changes);
        SolveSeconds += sum.SolveSeconds;
        RootSeconds += sum.NodeSeconds;
        LateAnswers = sum.LateAnswers;
        Remember(PastMessage.Of(message, sum), sum.NewlyLost, request.Iteration);
        var gathered = sum.ToSum(Setup.Plan.Set.Steps, Setup.Plan.Classes);
        return Gathering.Of(gathered, []) with { Changes = [.. changes.Select(change => change.ToChange())] };
    }

    /// <inheritdoc />
    public Task RecallAsync(AgentRequest request, Gathering gathering)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(gathering);
        Apply(_expected.GetValueOrDefault(request.Sequence) ?? [], request.Iteration);
        Remember(PastMessage.Of(AskMessage.Of(request), gathering), [.. gathering.NewlyLost], request.Iteration);
        return Task.CompletedTask;
    }

    /// <summary>Lets the batteries form, check and keep their schedules.</summary>
    /// <returns>The sum of their reports.</returns>
    public async Task<PlanReport> FinishAsync()
    {
        while (true)
        {
            var report = await Retry.UntilDoneAsync(() => Root().FinishAsync(_history.Count), _clock, _abandoned).ConfigureAwait(false);
            if (!report.NeedsState)
            {
                return report.ToReport(Setup.Plan.Set.Steps, Setup.Terms.Groups.Count);
            }

            await Retry.UntilDoneAsync(() => Root().RestoreAsync(State(), opens: false), _clock, _abandoned).ConfigureAwait(false);
        }
    }

    /// <summary>The tree may forget the round.</summary>
    /// <returns>Ends when the root was told.</returns>
    public Task CloseAsync() => Root().CloseAsync();

    private async Task<SumMessage> AskAsync(AskMessage message, ChangeMessage[] changes, SubtreeMessage? before, bool hasDeadline)
    {
        while (true)
        {
            var left = hasDeadline && _left() is { } time ? (int)Math.Clamp(time.TotalMilliseconds, 0, int.MaxValue) : -1;
            var sum = await Retry.UntilDoneAsync(() => Root().AskAsync(message, _seats.Positions, changes, left), _clock, _abandoned).ConfigureAwait(false);
            if (!sum.NeedsState)
            {
                return sum;
            }

            await Retry.UntilDoneAsync(() => Root().RestoreAsync(before ?? State(), opens: false), _clock, _abandoned).ConfigureAwait(false);
        }
    }

    private SubtreeMessage State() => _template with { Positions = _seats.Positions, Seats = [.. _seats.Present], History = [.. _history] };

    private IAggregatorGrain Root()
    {
        var tree = new AggregationTree(_seats.Positions, _template.LeafSize, _template.FanIn);
        return _grains.GetGrain<IAggregatorGrain>(GrainKeys.Aggregator(_template.RoundId, tree.Depth - 1, 0));
    }

    private static int LeafSizeOf(RoundOptions options, int positions) => options.LeafSize switch
    {
        null => AggregationTree.LeafSizeFor(positions),
        { } wanted => options.MaskedSums ? AggregationTree.FittingLeafSize(wanted, positions) : wanted,
    };

    /// <summary>Gives places to who joins, and drops what has become void. One change a battery and broadcast.</summary>
    private ChangeMessage[] Number(IReadOnlyList<ChangeMessage> all, int sequence)
    {
        var numbered = new Dictionary<string, ChangeMessage>(StringComparer.Ordinal);
        var place = _seats.Positions;
        var left = Count;
        for (; ChangesSeen < all.Count && !numbered.ContainsKey(all[ChangesSeen].Seat.Agent); ChangesSeen++)
        {
            var change = all[ChangesSeen];
            if (change.Joins && !_template.Masked && !_seats.Has(change.Seat.Agent))
            {
                var entry = new RosterEntry(new AgentId(change.Seat.Agent), change.Group, change.Seat.PowerMw, change.Seat.Owner);
                numbered.Add(change.Seat.Agent, change with { Seat = _seats.SeatOf(entry, place++, sequence) });
            }
            else if (!change.Joins && _seats.Find(change.Seat.Agent) is { } seat && left > 1)
            {
                numbered.Add(change.Seat.Agent, change with { Seat = seat });
                left--;
            }
        }

        return [.. numbered.Values];
    }

    private void Apply(ChangeMessage[] changes, int iteration)
    {
        foreach (var change in changes)
        {
            if (change.Joins)
            {
                _seats.Add(change.Seat);
                _joined.Add(new RosterEntry(new AgentId(change.Seat.Agent), change.Group, change.Seat.PowerMw, change.Seat.Owner));
                Note(change.Seat.Agent, "joined", iteration, change.Reason);
            }
            else
            {
                _seats.Leave(change.Seat.Place, change.Seat.JoinedAt);
                Note(change.Seat.Agent, "left", iteration, change.Reason);
            }
        }
    }

    private void Remember(PastMessage past, int[] newlyLost, int iteration)
    {
        _history.Add(past);
        foreach (var place in past.NewlyHeld)
        {
            Note(_seats.At(place).Agent, "was held to its last answer", iteration, "it was silent or slow for longer than the staleness limit");
        }

        foreach (var place in newlyLost)
        {
            Note(_seats.At(place).Agent, "was left out", iteration, "it never answered");
            _seats.Leave(place, past.Ask.Sequence);
        }
    }

    private void Note(string agent, string what, int iteration, string reason) =>
        _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{agent} {what} at iteration {iteration}: {reason}"));
}
