using Bess.Coordination.Leaves;
using Bess.Domain.Assets;
using Bess.Grains.Wire;

namespace Bess.Grains.Tree;

/// <summary>A leaf: batteries below.</summary>
internal sealed class LeafNode : ITreeNode
{
    private readonly IGrainFactory _grains;
    private readonly SubtreeMessage _tree;
    private readonly TimeProvider _clock;
    private readonly Dictionary<int, GrainAgentLink> _links = [];
    private readonly LeafPatience _patience;
    private LeafAggregator _leaf;
    private SumMessage? _last;

    public LeafNode(IGrainFactory grains, SubtreeMessage tree, TimeProvider clock)
    {
        _grains = grains;
        _tree = tree;
        _clock = clock;
        _patience = new LeafPatience(TimeSpan.FromMilliseconds(tree.PatienceMs[0]), TimeSpan.FromMilliseconds(tree.PatienceMs[1]), tree.StalenessLimit);
        _leaf = NewLeaf(tree.Seats.Where(seat => seat.LeftAt == 0), tree.History.Select(past => past.ToPast(tree.Scenarios.Steps)));
    }

    public int LastSequence => _leaf.LastSequence;

    public async Task<TreeOpenedMessage> OpenAsync()
    {
        using var silent = new CancellationTokenSource(_patience.Silent, _clock);
        var opened = await Task.WhenAll(_tree.Seats.Select(seat =>
            GrainAgentLink.OpenAsync(GrainAgentLink.GrainOf(_grains, _tree.PowerPlant, seat), _tree, _clock, silent.Token))).ConfigureAwait(false);
        var seats = _tree.Seats.Zip(opened).ToArray();
        var refused = seats.Where(pair => pair.Second.Faults.Length > 0).ToArray();
        _leaf = NewLeaf(seats.Where(pair => pair.Second.Faults.Length == 0).Select(pair => pair.First), []);
        return new TreeOpenedMessage
        {
            Places = [.. refused.Select(pair => pair.First.Place)],
            Reasons = [.. refused.Select(pair => string.Join("; ", pair.Second.Faults))],
        };
    }

    public async Task<SumMessage> AskAsync(AskMessage message, int positions, ChangeMessage[] changes, int leftMs)
    {
        if (message.Sequence == LastSequence && _last is not null)
        {
            return _last;
        }

        using var deadline = leftMs < 0 ? new CancellationTokenSource() : new CancellationTokenSource(TimeSpan.FromMilliseconds(leftMs), _clock);
        var request = message.ToRequest(_tree.Scenarios.Steps);
        var sum = await _leaf.AskAsync(
            request,
            changes.Where(change => change.Joins).Select(change => MemberOf(change.Seat)),
            changes.Where(change => !change.Joins).Select(change => change.Seat.Place),
            deadline.Token).ConfigureAwait(false);
        if (sum is null)
        {
            return new SumMessage { NeedsState = true };
        }

        _last = SumMessage.Of(sum) with { SolveSeconds = _links.Values.Sum(link => link.TakeSolveSeconds()), LateAnswers = _leaf.LateAnswers };
        return _last;
    }

    public async Task<PlanReportMessage> FinishAsync(int sequence) =>
        sequence == LastSequence
            ? PlanReportMessage.Of(await _leaf.FinishAsync(_tree.Groups).ConfigureAwait(false))
            : new PlanReportMessage { NeedsState = true };

    public Task CloseAsync() => Task.CompletedTask;

    private LeafAggregator NewLeaf(IEnumerable<SeatMessage> seats, IEnumerable<PastBroadcast> history) =>
        new(_tree.Scenarios.Steps, _tree.Classes, _patience, seats.Select(MemberOf).ToArray(), history, _clock);

    private LeafMember MemberOf(SeatMessage seat)
    {
        var link = new GrainAgentLink(new AgentId(seat.Agent), GrainAgentLink.GrainOf(_grains, _tree.PowerPlant, seat), _tree);
        _links[seat.Place] = link;
        return new LeafMember(seat.Place, link, seat.ClassIndex, seat.GroupPlace, seat.PowerMw, seat.JoinedAt);
    }
}
