using System.Globalization;
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
    private TaskCompletionSource? _lost;

    public AgentId Agent { get; } = agent;

    /// <summary>Solving time since the last call.</summary>
    public double TakeSolveSeconds() => Interlocked.Exchange(ref _solveSeconds, 0);

    public async Task<LinkAnswer?> AskAsync(LeafAsk ask, CancellationToken cancellationToken)
    {
        _lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = await CallAsync(() => UnlessLostAsync(grain.AskAsync(AskMessage.Of(ask)), _lost.Task), cancellationToken).ConfigureAwait(false);
        _solveSeconds += answer.SolveSeconds;
        return answer.NeedsHistory ? null : answer.ToAnswer();
    }

    public async Task<LinkRecall> RecallAsync(IReadOnlyList<PastRequest> history, int? bestSequence, CancellationToken cancellationToken)
    {
        var message = RecallOf(tree, history, bestSequence);
        return (await CallAsync(() => grain.RecallAsync(message), cancellationToken).ConfigureAwait(false)).ToRecall();
    }

    public async Task<MemberReport?> FinishAsync(int bestSequence, CancellationToken cancellationToken)
    {
        var report = await CallAsync(() => grain.FinishAsync(tree.RoundId, bestSequence), cancellationToken).ConfigureAwait(false);
        return report.NeedsHistory ? null : report.ToReport(tree.Scenarios.Steps);
    }

    /// <remarks>A battery that is not at work was never reached, or its answer was lost with a connection: it is not slow, it is asked again.</remarks>
    public async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isAtWork = await grain.PulseAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!isAtWork)
            {
                _lost?.TrySetResult();
            }

            return isAtWork;
        }
        catch (Exception exception) when (exception is OperationCanceledException || Retry.IsTransient(exception, cancellationToken))
        {
            return false;
        }
    }

    /// <summary>The grain of a seat's battery.</summary>
    public static IBatteryGrain GrainOf(IGrainFactory grains, string powerPlant, SeatMessage seat)
    {
        var key = GrainKeys.Battery(powerPlant, seat.Agent, seat.Owner);
        return seat.Owner is null ? grains.GetGrain<IOperatorBatteryGrain>(key) : grains.GetGrain<IProsumerBatteryGrain>(key);
    }

    /// <summary>Tells a battery of the round until it hears; one that stays silent refuses.</summary>
    public static async Task<OpenedMessage> OpenAsync(IBatteryGrain grain, SubtreeMessage tree, TimeProvider clock, CancellationToken silent)
    {
        var message = new OpenMessage { RoundId = tree.RoundId, Scenarios = tree.Scenarios, Masked = tree.Masked };
        try
        {
            return await Retry.UntilDoneAsync(() => grain.OpenAsync(message), clock, silent).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new OpenedMessage { Faults = [string.Create(CultureInfo.InvariantCulture, $"it did not answer within {tree.PatienceMs[1] / 1000.0:0.#} s")] };
        }
    }

    /// <summary>The round so far, for a battery.</summary>
    public static RecallMessage RecallOf(SubtreeMessage tree, IReadOnlyList<PastRequest> history, int? bestSequence) => new()
    {
        RoundId = tree.RoundId,
        Scenarios = tree.Scenarios,
        Asks = [.. history.Select(past => AskMessage.Of(past.Request))],
        Answered = [.. history.Select(past => past.Answered)],
        BestSequence = bestSequence,
        Masked = tree.Masked,
    };

    /// <summary>A call whose failure says that the battery was not reached.</summary>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Retry.IsTransient(exception, cancellationToken))
        {
            throw new LinkBrokenException(exception.Message, exception);
        }
    }

    private static async Task<AnswerMessage> UnlessLostAsync(Task<AnswerMessage> call, Task lost)
    {
        await Task.WhenAny(call, lost).ConfigureAwait(false);
        return call.IsCompleted ? await call.ConfigureAwait(false) : throw new LinkBrokenException("the question or its answer was lost");
    }
}
