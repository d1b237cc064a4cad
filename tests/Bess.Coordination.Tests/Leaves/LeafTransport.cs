using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Leaves;
using Bess.Coordination.Rounds;
using Bess.Coordination.Runtime;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Tests.Leaves;

/// <summary>A whole tree of leaves in memory, whose leaves and agents a test can lose between and during broadcasts.</summary>
internal sealed class LeafTransport : IAgentTransport
{
    private readonly RoundSetup _setup;
    private readonly LeafPatience _patience;
    private readonly int _leafSize;
    private readonly List<(LeafMember Member, int LeftAt)> _seats = [];
    private readonly List<PastBroadcast> _history = [];
    private readonly Dictionary<int, LeafAggregator> _leaves = [];

    public LeafTransport(RoundSetup setup, Fleet fleet, LeafPatience patience, int? leafSize = null)
    {
        _setup = setup;
        _patience = patience;
        foreach (var member in fleet.Members)
        {
            var link = new MemoryLink(member, setup.Terms.Scenarios, setup.Prices);
            Links.Add(link);
            _seats.Add((MemberOf(member, link, _seats.Count, 1), 0));
        }

        _leafSize = leafSize ?? AggregationTree.LeafSizeFor(_seats.Count);
    }

    public List<MemoryLink> Links { get; } = [];

    /// <summary>Called before each broadcast with its number; may lose leaves.</summary>
    public Action<int> Before { get; set; } = _ => { };

    public int Count => Present.Count();

    public double TotalPowerMw => Present.Sum(member => member.PowerMw);

    public IReadOnlyList<double> ClassPowersMw =>
        [.. _setup.Plan.Classes.Select((_, c) => Present.Where(member => member.ClassIndex == c).Sum(member => member.PowerMw))];

    public IReadOnlyList<string> Notes => [];

    public int Leaves => new AggregationTree(_seats.Count, _leafSize).Leaves;

    private IEnumerable<LeafMember> Present => _seats.Where(seat => seat.LeftAt == 0).Select(seat => seat.Member);

    public void LoseLeaf(int leaf) => _leaves.Remove(leaf);

    public async Task<Gathering> SendAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        Before(request.Sequence);
        var tree = new AggregationTree(_seats.Count, _leafSize);
        var parts = await Task.WhenAll(Enumerable.Range(0, tree.Leaves).Select(leaf => AskLeafAsync(tree, leaf, request, cancellationToken)));
        var sum = tree.Fold(parts, children => PartialGathering.SumOf(_setup.Plan.Set.Steps, _setup.Plan.Classes, children));
        _history.Add(PastBroadcast.Of(request, sum));
        foreach (var place in sum.NewlyLost)
        {
            _seats[place] = _seats[place] with { LeftAt = request.Sequence };
        }

        return Gathering.Of(sum, []);
    }

    public Task RecallAsync(AgentRequest request, Gathering gathering)
    {
        _history.Add(PastBroadcast.Of(request, gathering));
        return Task.CompletedTask;
    }

    public async Task<FinishedPlans> FinishAsync()
    {
        var tree = new AggregationTree(_seats.Count, _leafSize);
        var groups = _setup.Terms.Groups.Count;
        var parts = await Task.WhenAll(Enumerable.Range(0, tree.Leaves).Select(leaf => LeafOf(tree, leaf).FinishAsync(groups)));
        return new FinishedPlans(tree.Fold(parts, children => PlanReport.SumOf(_setup.Plan.Set.Steps, groups, children)), []);
    }

    private async Task<PartialGathering> AskLeafAsync(AggregationTree tree, int leaf, AgentRequest request, CancellationToken cancellationToken)
    {
        var sum = await LeafOf(tree, leaf).AskAsync(request, [], [], cancellationToken);
        return sum ?? throw new InvalidOperationException($"leaf {leaf} stands at {LeafOf(tree, leaf).LastSequence}, not before {request.Sequence}");
    }

    private LeafAggregator LeafOf(AggregationTree tree, int leaf)
    {
        if (!_leaves.TryGetValue(leaf, out var known))
        {
            var (from, to) = tree.PositionsOf(leaf);
            var members = Present.Where(member => member.Place >= from && member.Place < to);
            _leaves[leaf] = known = new LeafAggregator(_setup.Plan.Set.Steps, _setup.Plan.Classes, _patience, members, _history, TimeProvider.System);
        }

        return known;
    }

    private LeafMember MemberOf(FleetMember member, MemoryLink link, int place, int joinedAt) => new(
        place,
        link,
        _setup.Plan.ClassOf(member.Group),
        PlanChecker.PlaceOf(_setup.Terms.Groups, member.Group),
        Math.Max(member.Battery.ChargeLimit.Mw, member.Battery.DischargeLimit.Mw),
        joinedAt);
}
