using Bess.Grains.Wire;
using Orleans.Placement;

namespace Bess.Grains.Tree;

/// <summary>A node of a round's tree: a shell around a leaf or an inner node, which holds no state that could not be told again.</summary>
[GrainType("bess.aggregator")]
[HashBasedPlacement]
public sealed class AggregatorGrain(TimeProvider clock, ClusterTelemetry telemetry) : Grain, IAggregatorGrain
{
    private ITreeNode? _node;
    private string _asks = "ask batteries";
    private int _seats;
    private TreeOpenedMessage? _opened;
    private (int Sequence, PlanReportMessage Report)? _finished;

    /// <inheritdoc />
    /// <remarks>Waiting for silent batteries may outlast a caller's patience: who asks again gets what was found meanwhile.</remarks>
    public async Task<TreeOpenedMessage> RestoreAsync(SubtreeMessage message, bool opens)
    {
        if (opens && _opened is not null && _node is { LastSequence: 0 })
        {
            return _opened;
        }

        var parts = this.GetPrimaryKeyString().Split('/');
        var (level, index) = (int.Parse(parts[^2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture));
        ITreeNode node = level > 0 ? new InnerNode(GrainFactory, message, level, index, clock)
            : message.Masked ? new MaskedLeafNode(GrainFactory, message, clock)
            : new LeafNode(GrainFactory, message, clock);
        (_node, _asks, _seats) = (node, level > 0 ? "ask nodes" : "ask batteries", message.Seats.Length);
        using var span = telemetry.StartNode(opens ? "open node" : "restore node", this.GetPrimaryKeyString(), _seats);
        _finished = null;
        _opened = opens ? await Task.Run(node.OpenAsync) : null;
        return _opened ?? new TreeOpenedMessage();
    }

    /// <inheritdoc />
    public async Task<SumMessage> AskAsync(AskMessage message, int positions, ChangeMessage[] changes, int leftMs)
    {
        using var span = telemetry.StartNode(_asks, this.GetPrimaryKeyString(), _seats);
        span?.SetTag("bess.iteration", message.Iteration);
        return _node is { } node ? await Task.Run(() => node.AskAsync(message, positions, changes, leftMs)) : new SumMessage { NeedsState = true };
    }

    /// <inheritdoc />
    public async Task<PlanReportMessage> FinishAsync(int sequence)
    {
        if (_finished is { } finished && finished.Sequence == sequence)
        {
            return finished.Report;
        }

        using var span = telemetry.StartNode("finish node", this.GetPrimaryKeyString(), _seats);
        var report = _node is { } node ? await Task.Run(() => node.FinishAsync(sequence)) : new PlanReportMessage { NeedsState = true };
        _finished = report.NeedsState ? null : (sequence, report);
        return report;
    }

    /// <inheritdoc />
    public async Task CloseAsync()
    {
        if (_node is { } node)
        {
            await node.CloseAsync();
        }

        DeactivateOnIdle();
    }
}
