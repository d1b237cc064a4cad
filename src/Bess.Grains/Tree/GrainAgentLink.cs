using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Leaves;
using Bess.Domain.Assets;
using Bess.Grains.Wire;

namespace Bess.Grains.Tree;

/// <summary>Reaches a battery through its grain.</summary>
/// <param name="agent">Who.</param>
/// <param name="grain">Its grain.</param>
/// <param name="tree">The round.</param>
internal sealed class GrainAgentLink(AgentId agent, IBatteryGrain grain, SubtreeMessage tree) : IAgentLink
{
    private double _solveSeconds;

    public AgentId Agent { get; } = agent;

    /// <summary>Solving time since the last call.</summary>
    public double TakeSolveSeconds() => Interlocked.Exchange(ref _solveSeconds, 0);

    public async Task<LinkAnswer?> AskAsync(LeafAsk ask, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(() => grain.AskAsync(AskMessage.Of(ask)), cancellationToken).ConfigureAwait(false);
        _solveSeconds += answer.SolveSeconds;
        return answer.NeedsHistory ? null : answer.ToAnswer();
    }

    public async Task<LinkRecall> RecallAsync(IReadOnlyList<PastRequest> history, int? bestSequence, CancellationToken cancellationToken)
    {
        var message = new RecallMessage
        {
            RoundId = tree.RoundId,
            Scenarios = tree.Scenarios,
            Asks = [.. history.Select(past => AskMessage.Of(past.Request))],
            Answered = [.. history.Select(past => past.Answered)],
            BestSequence = bestSequence,
            Masked = tree.Masked,
        };
        return (await CallAsync(() => grain.RecallAsync(message), cancellationToken).ConfigureAwait(false)).ToRecall();
    }

    public async Task<MemberReport?> FinishAsync(int bestSequence, CancellationToken cancellationToken)
    {
        var report = await CallAsync(() => grain.FinishAsync(tree.RoundId, bestSequence), cancellationToken).ConfigureAwait(false);
        return report.NeedsHistory ? null : report.ToReport(tree.Scenarios.Steps);
    }

    public async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grain.PulseAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException || Retry.IsTransient(exception))
        {
            return false;
        }
    }

    /// <summary>Tells of the round.</summary>
    public Task<OpenedMessage> OpenAsync(CancellationToken cancellationToken) =>
        CallAsync(() => grain.OpenAsync(new OpenMessage { RoundId = tree.RoundId, Scenarios = tree.Scenarios, Masked = tree.Masked }), cancellationToken);

    private static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Retry.IsTransient(exception))
        {
            throw new LinkBrokenException(exception.Message, exception);
        }
    }
}
