using System.Security.Cryptography;
using Bess.Coordination.Leaves;
using Bess.Grains.Wire;

namespace Bess.Grains.Tree;

/// <summary>A leaf that learns the sum of its batteries' answers and none of them.</summary>
internal sealed class MaskedLeafNode : ITreeNode
{
    private readonly SubtreeMessage _tree;
    private readonly TimeSpan _silent;
    private readonly TimeProvider _clock;
    private readonly Dictionary<int, (IBatteryGrain Grain, MaskedGrainLink Link)> _links = [];
    private MaskedLeaf _leaf;
    private SumMessage? _last;

    public MaskedLeafNode(IGrainFactory grains, SubtreeMessage tree, TimeProvider clock)
    {
        _tree = tree;
        _clock = clock;
        _silent = TimeSpan.FromMilliseconds(tree.PatienceMs[1]);
        foreach (var seat in tree.Seats)
        {
            var grain = GrainAgentLink.GrainOf(grains, tree.PowerPlant, seat);
            _links[seat.Place] = (grain, new MaskedGrainLink(seat, grain, tree));
        }

        _leaf = NewLeaf(tree.Seats.Where(seat => seat.LeftAt == 0).Select(seat => MemberOf(seat, seat.PublicKey)));
    }

    public int LastSequence => _leaf.LastSequence;

    public async Task<TreeOpenedMessage> OpenAsync()
    {
        using var silent = new CancellationTokenSource(_silent, _clock);
        var opened = await Task.WhenAll(_tree.Seats.Select(seat =>
            GrainAgentLink.OpenAsync(_links[seat.Place].Grain, _tree, _clock, silent.Token))).ConfigureAwait(false);
        var seats = _tree.Seats.Zip(opened).ToArray();
        var refused = seats.Where(pair => pair.Second.Faults.Length > 0).ToArray();
        var taking = seats.Where(pair => pair.Second.Faults.Length == 0).ToArray();
        _leaf = NewLeaf(taking.Select(pair => MemberOf(pair.First, pair.Second.PublicKey)));
        return new TreeOpenedMessage
        {
            Places = [.. refused.Select(pair => pair.First.Place)],
            Reasons = [.. refused.Select(pair => string.Join("; ", pair.Second.Faults))],
            KeyPlaces = [.. taking.Select(pair => pair.First.Place)],
            Keys = [.. taking.Select(pair => pair.Second.PublicKey)],
        };
    }

    public async Task<SumMessage> AskAsync(AskMessage message, int positions, ChangeMessage[] changes, int leftMs)
    {
        if (message.Sequence == LastSequence && _last is not null)
        {
            return _last;
        }

        var request = message.ToRequest(_tree.Scenarios.Steps);
        var leaving = changes.Where(change => !change.Joins).Select(change => change.Seat.Place);
        if (await _leaf.AskAsync(request, leaving, DigestOf(message)).ConfigureAwait(false) is not { } sum)
        {
            return new SumMessage { NeedsState = true };
        }

        _last = SumMessage.Of(sum) with { SolveSeconds = _links.Values.Sum(link => link.Link.TakeSolveSeconds()) };
        return _last;
    }

    public async Task<PlanReportMessage> FinishAsync(int sequence) =>
        sequence == LastSequence
            ? PlanReportMessage.Of(await _leaf.FinishAsync(_tree.Groups).ConfigureAwait(false))
            : new PlanReportMessage { NeedsState = true };

    public Task CloseAsync() => Task.CompletedTask;

    private MaskedLeaf NewLeaf(IEnumerable<MaskedMember> members)
    {
        var steps = _tree.Scenarios.Steps;
        return new MaskedLeaf(_tree.RoundId, steps, _tree.Classes, _silent, members.ToArray(), _tree.History.Select(past => past.Ask.ToRequest(steps)), _clock);
    }

    private MaskedMember MemberOf(SeatMessage seat, byte[] publicKey) =>
        new(seat.Place, _links[seat.Place].Link, seat.ClassIndex, seat.GroupPlace, seat.PowerMw, publicKey);

    private static byte[] DigestOf(AskMessage message)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(message.RoundId);
        writer.Write(message.Sequence);
        writer.Write(message.Task);
        writer.Write(message.Flags);
        writer.Write(message.Barrier);
        writer.Write(message.Penalty);
        writer.Write(message.Relaxation);
        writer.Write(message.NodeLimit);
        writer.Write(message.Prices);
        writer.Write(message.Corrections ?? []);
        writer.Flush();
        return SHA256.HashData(stream.ToArray());
    }
}
