using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Leaves;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Tests.Leaves;

/// <summary>An agent behind a line that a test can break, slow down, or make forget.</summary>
internal sealed class MemoryLink(FleetMember member, ScenarioSet scenarios, ScenarioMatrix prices) : IAgentLink
{
    private readonly StorageKernel _kernel = new();
    private AgentSession? _session;

    public AgentId Agent => member.Battery.Id;

    /// <summary>What happens to a call before it reaches the agent: may wait, throw <see cref="LinkBrokenException"/>, or call <see cref="Forget"/>.</summary>
    public Func<string, CancellationToken, Task> OnTheWay { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>… and to its answer.</summary>
    public Func<string, Task> OnTheWayBack { get; set; } = _ => Task.CompletedTask;

    public bool IsAlive { get; set; } = true;

    public int Replays { get; private set; }

    /// <summary>The host dies: everything of the round is gone.</summary>
    public void Forget() => _session = null;

    public async Task<LinkAnswer?> AskAsync(LeafAsk ask, CancellationToken cancellationToken)
    {
        await OnTheWay("ask", cancellationToken);
        if (_session is null && ask.LastAnswered == 0 && ask.Request.Sequence == 1)
        {
            _session = New();
        }

        var answer = _session?.Ask(ask.Request, ask.LastAnswered, ask.Heard, _kernel);
        var link = answer is { } given ? Copy(given) : null;
        await OnTheWayBack("ask");
        return link;
    }

    public async Task<LinkRecall> RecallAsync(IReadOnlyList<PastRequest> history, int? bestSequence, CancellationToken cancellationToken)
    {
        await OnTheWay("recall", cancellationToken);
        _session ??= New();
        if (bestSequence is not null || !_session.HasLived(history))
        {
            Replays++;
            _session.Replay(history, bestSequence, _kernel);
        }

        await OnTheWayBack("recall");
        return new LinkRecall(_session.Log, _session.LastAnswered > 0 ? Copy(_session.Last) : null);
    }

    public async Task<MemberReport?> FinishAsync(int bestSequence, CancellationToken cancellationToken)
    {
        await OnTheWay("finish", cancellationToken);
        return _session?.Finish(bestSequence)?.Report;
    }

    public Task<bool> IsAliveAsync(CancellationToken cancellationToken) => Task.FromResult(IsAlive);

    private AgentSession New() => AgentSession.Open(member, scenarios, prices).Value;

    private LinkAnswer Copy(AgentAnswer answer)
    {
        var copy = new StorageResponse(answer.Response.Power.Length);
        answer.Response.CopyTo(copy);
        return new LinkAnswer(answer.Settled, answer.LocalSteps, answer.FixedSteps, copy.CopyTo, _session!.PlanNow());
    }
}
