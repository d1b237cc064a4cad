using Bess.Coordination.Checking;
using Bess.Coordination.Runtime;
using Bess.Grains.Wire;

namespace Bess.Grains.Tree;

/// <summary>A node above the leaves: it sums the sums of the nodes below, in their order.</summary>
internal sealed class InnerNode : ITreeNode
{
    private readonly IGrainFactory _grains;
    private readonly SubtreeMessage _tree;
    private readonly int _level;
    private readonly int _index;
    private readonly TimeProvider _clock;
    private readonly SortedDictionary<int, SeatMessage> _seats = [];
    private readonly List<PastMessage> _history = [];
    private int _positions;
    private SumMessage? _last;

    public InnerNode(IGrainFactory grains, SubtreeMessage tree, int level, int index, TimeProvider clock)
    {
        _grains = grains;
        _tree = tree;
        _level = level;
        _index = index;
        _clock = clock;
        _positions = tree.Positions;
        _history.AddRange(tree.History);
        foreach (var seat in tree.Seats)
        {
            _seats[seat.Place] = seat;
        }
    }

    public int LastSequence => _history.Count == 0 ? 0 : _history[^1].Ask.Sequence;

    public async Task<TreeOpenedMessage> OpenAsync()
    {
        var opened = await Task.WhenAll(Children().Select(child => child.RestoreAsync(opens: true))).ConfigureAwait(false);
        var all = new TreeOpenedMessage
        {
            Places = [.. opened.SelectMany(part => part.Places)],
            Reasons = [.. opened.SelectMany(part => part.Reasons)],
            KeyPlaces = [.. opened.SelectMany(part => part.KeyPlaces)],
            Keys = [.. opened.SelectMany(part => part.Keys)],
        };
        foreach (var place in all.Places)
        {
            _seats.Remove(place);
        }

        foreach (var (place, key) in all.KeyPlaces.Zip(all.Keys))
        {
            _seats[place] = _seats[place] with { PublicKey = key };
        }

        return all;
    }

    public async Task<SumMessage> AskAsync(AskMessage message, int positions, ChangeMessage[] changes, int leftMs)
    {
        if (message.Sequence == LastSequence && _last is not null)
        {
            return _last;
        }

        if (message.Sequence != LastSequence + 1)
        {
            return new SumMessage { NeedsState = true };
        }

        // Copied only where it changes: it has an entry for each battery below.
        var before = changes.Length == 0 ? (IReadOnlyDictionary<int, SeatMessage>)_seats : new Dictionary<int, SeatMessage>(_seats);
        Apply(changes);
        _positions = positions;
        var parts = await Task.WhenAll(Children().Select(child => child.AskAsync(message, changes, leftMs, before))).ConfigureAwait(false);
        var start = _clock.GetTimestamp();
        var steps = _tree.Scenarios.Steps;
        var sum = PartialGathering.SumOf(steps, _tree.Classes, [.. parts.Select(part => part.ToSum(steps, _tree.Classes))]);
        _last = SumMessage.Of(sum) with
        {
            SolveSeconds = parts.Sum(part => part.SolveSeconds),
            LateAnswers = parts.Sum(part => part.LateAnswers),
            NodeSeconds = _clock.GetElapsedTime(start).TotalSeconds,
        };
        _history.Add(PastMessage.Of(message, _last));
        foreach (var place in _last.NewlyLost)
        {
            _seats.Remove(place);
        }

        return _last;
    }

    public async Task<PlanReportMessage> FinishAsync(int sequence)
    {
        if (sequence != LastSequence)
        {
            return new PlanReportMessage { NeedsState = true };
        }

        var parts = await Task.WhenAll(Children().Select(child => child.FinishAsync(sequence))).ConfigureAwait(false);
        var steps = _tree.Scenarios.Steps;
        return PlanReportMessage.Of(PlanReport.SumOf(steps, _tree.Groups, parts.Select(part => part.ToReport(steps, _tree.Groups))));
    }

    public Task CloseAsync() => Task.WhenAll(Children().Select(child => child.CloseAsync()));

    private void Apply(ChangeMessage[] changes)
    {
        foreach (var change in changes)
        {
            if (change.Joins)
            {
                _seats[change.Seat.Place] = change.Seat;
            }
            else
            {
                _seats.Remove(change.Seat.Place);
            }
        }
    }

    private IEnumerable<Child> Children()
    {
        var geometry = new AggregationTree(_positions, _tree.LeafSize, _tree.FanIn);
        var (from, to) = geometry.ChildrenOf(_level, _index);
        return Enumerable.Range(from, to - from).Select(child => new Child(this, geometry, _level - 1, child));
    }

    /// <summary>A node below.</summary>
    private sealed class Child(InnerNode node, AggregationTree geometry, int level, int index)
    {
        private readonly IAggregatorGrain _grain = node._grains.GetGrain<IAggregatorGrain>(GrainKeys.Aggregator(node._tree.RoundId, level, index));

        public Task<TreeOpenedMessage> RestoreAsync(bool opens) =>
            Retry.UntilDoneAsync(() => _grain.RestoreAsync(State(node._seats), opens), node._clock, CancellationToken.None);

        public async Task<SumMessage> AskAsync(AskMessage message, ChangeMessage[] changes, int leftMs, IReadOnlyDictionary<int, SeatMessage> before)
        {
            ChangeMessage[] own = [.. changes.Where(change => Contains(change.Seat.Place))];
            while (true)
            {
                var sum = await Retry.UntilDoneAsync(() => _grain.AskAsync(message, node._positions, own, leftMs), node._clock, CancellationToken.None).ConfigureAwait(false);
                if (!sum.NeedsState)
                {
                    return sum;
                }

                await Retry.UntilDoneAsync(() => _grain.RestoreAsync(State(before), false), node._clock, CancellationToken.None).ConfigureAwait(false);
            }
        }

        public async Task<PlanReportMessage> FinishAsync(int sequence)
        {
            while (true)
            {
                var report = await Retry.UntilDoneAsync(() => _grain.FinishAsync(sequence), node._clock, CancellationToken.None).ConfigureAwait(false);
                if (!report.NeedsState)
                {
                    return report;
                }

                await RestoreAsync(opens: false).ConfigureAwait(false);
            }
        }

        public Task CloseAsync() => _grain.CloseAsync();

        /// <summary>Whether a place lies below this node: a leaf has its positions, a node those of its children.</summary>
        private bool Contains(int place)
        {
            var at = geometry.LeafOf(place);
            for (var l = 0; l < level; l++)
            {
                at /= geometry.FanIn;
            }

            return at == index;
        }

        private SubtreeMessage State(IReadOnlyDictionary<int, SeatMessage> seats) => node._tree with
        {
            Positions = node._positions,
            Seats = [.. seats.Values.Where(seat => Contains(seat.Place)).OrderBy(seat => seat.Place)],
            History = [.. node._history],
        };
    }
}
