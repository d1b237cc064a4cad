using Bess.Coordination.Checking;
using Bess.Coordination.Diagnostics;
using Bess.Coordination.Rounds.Journal;
using Bess.Coordination.Runtime;
using Bess.Domain.Schedules;
using Bess.Scheduling.Programmes;

namespace Bess.Coordination.Rounds;

/// <summary>The plans that the agents have formed at the end of a round.</summary>
/// <param name="Report">Sum of their own checks.</param>
/// <param name="Schedules">The schedules that may be shown, in fleet order.</param>
public sealed record FinishedPlans(PlanReport Report, IReadOnlyList<Schedule> Schedules)
{
    /// <summary>Plans of the agents that are more than a battery, in fleet order.</summary>
    public IReadOnlyList<AgentPlan> AgentPlans { get; init; } = [];
}

/// <summary>Runs a round from its first broadcast to its result, over any transport: the one way, in process and on a cluster.</summary>
/// <param name="setup">The round.</param>
/// <param name="transport">Reaches the agents.</param>
/// <param name="finish">Called once when the iterations are over: the agents form their schedules and check them.</param>
/// <param name="telemetry">Where to count.</param>
public sealed class RoundRunner(RoundSetup setup, IAgentTransport transport, Func<Task<FinishedPlans>> finish, CoordinationTelemetry telemetry)
{
    /// <summary>What came from outside is kept here; with entries of an earlier run the round resumes. Null keeps nothing.</summary>
    public IRoundJournal? Journal { get; init; }

    /// <summary>Told of each iteration as it completes; when a round resumes, of the recorded ones again.</summary>
    public IProgress<IterationTrace>? Progress { get; init; }

    /// <summary>Iterations that were told before the process was lost: before the last of them the clock stops nothing. 0 for a new round.</summary>
    internal int ToldIterations { get; init; }

    /// <summary>Runs.</summary>
    /// <param name="start">Timestamp of the options' clock at which the round began; deadlines count from it.</param>
    /// <param name="cancellationToken">Ends the round early; the result is then the best plan so far.</param>
    /// <returns>The result.</returns>
    public async Task<RoundResult> RunAsync(long start, CancellationToken cancellationToken)
    {
        var terms = setup.Terms;
        using var activity = telemetry.StartRound(terms.Id, transport.Count);
        using var context = new RoundContext(
            terms.Id, setup.Plan, transport, terms.Options, setup.PriceDeviation, Progress, telemetry, start, cancellationToken, Journal, ToldIterations);
        var outcome = await RoundEngine.RunAsync(context).ConfigureAwait(false);
        var before = context.Elapsed;
        var plans = await finish().ConfigureAwait(false);
        var result = RoundAssembly.Assemble(setup, context, outcome, plans, before);
        telemetry.EndRound(activity, result);
        return result;
    }
}
