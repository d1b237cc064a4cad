using Bess.Coordination.Agents;
using Bess.Optimization.Aladin;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Runtime;

/// <summary>Sends an iteration to the agents and gathers their answers: in this process, or over grains.</summary>
/// <remarks>
/// Late, lost and failed answers are the transport's business: an agent's last answer, shifted to the new price by its own
/// sensitivity, stands in for at most the staleness limit; then the agent is waited for. Calls do not overlap.
/// </remarks>
public interface IAgentTransport
{
    /// <summary>Number of agents in the round.</summary>
    int Count { get; }

    /// <summary>Σ of the agents' connection powers, MW.</summary>
    double TotalPowerMw { get; }

    /// <summary>… of the agents of each class of constraints, MW.</summary>
    IReadOnlyList<double> ClassPowersMw { get; }

    /// <summary>Broadcasts and gathers.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Deadline: agents that have not answered by then are late.</param>
    /// <returns>The sums and counts.</returns>
    Task<Gathering> SendAsync(AgentRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Tells of a broadcast that was answered before this process took the round over, so that agents (and what is kept of them)
    /// that were lost with the other process come to the same state. Nothing is gathered.
    /// </summary>
    /// <param name="request">The broadcast.</param>
    /// <param name="gathering">Its recorded answers.</param>
    /// <returns>Ends when the agents may be asked the next broadcast.</returns>
    Task RecallAsync(AgentRequest request, Gathering gathering);

    /// <summary>What happened to agents that the operator should know: left out, joined, late.</summary>
    IReadOnlyList<string> Notes { get; }
}

/// <summary>Somebody came or went in mid-round.</summary>
/// <param name="Place">Place in the order of the sums, from 0.</param>
/// <param name="Agent">Who.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Joins">True for who came.</param>
/// <param name="ClassIndex">Class of constraints.</param>
/// <param name="PowerMw">Connection power, MW.</param>
public sealed record MembershipChange(int Place, Domain.Assets.AgentId Agent, string Reason, bool Joins, int ClassIndex, double PowerMw);

/// <summary>The answers of one iteration.</summary>
public sealed record Gathering
{
    /// <summary>The answers of a whole round, from the root's sum.</summary>
    /// <param name="sum">Every agent once.</param>
    /// <param name="individually">Slots of all agents where individual answers were asked for; otherwise empty.</param>
    /// <returns>The gathering.</returns>
    public static Gathering Of(PartialGathering sum, IEnumerable<AnswerSlot> individually)
    {
        ArgumentNullException.ThrowIfNull(sum);
        AnswerSlot[] slots = [.. individually];
        return new Gathering
        {
            Classes = sum.Classes,
            Answers = [.. slots.Select(slot => slot.Answer!)],
            AnswerClasses = [.. slots.Select(slot => slot.ClassIndex)],
            Agents = sum.Agents,
            Missed = [.. sum.Missed],
            Held = sum.Held,
            NewlyHeld = [.. sum.NewlyHeld],
            NewlyLost = [.. sum.NewlyLost],
            Late = [.. sum.Late],
            Answered = sum.Answered,
            Stale = sum.Agents - sum.Answered - sum.Missing - sum.Held,
            Failed = sum.Failed,
            IsComplete = sum.Missing == 0,
            FixedSteps = sum.FixedSteps,
            LocalSteps = sum.Answered > 0 ? (double)sum.LocalSteps / sum.Answered : 0,
        };
    }

    /// <summary>Agents in the round when they were asked.</summary>
    public required int Agents { get; init; }

    /// <summary>Places of the agents whose answer to this broadcast was late or lost: with it an agent's state can be rebuilt.</summary>
    public IReadOnlyList<int> Missed { get; init; } = [];

    /// <summary>Agents that no longer answer and whose last answer counts as a fixed plan.</summary>
    public int Held { get; init; }

    /// <summary>Places of those who are held from this broadcast on.</summary>
    public IReadOnlyList<int> NewlyHeld { get; init; } = [];

    /// <summary>Places of those who never answered and are left out from this broadcast on.</summary>
    public IReadOnlyList<int> NewlyLost { get; init; } = [];

    /// <summary>Late answers that count from this broadcast on.</summary>
    public IReadOnlyList<LateMark> Late { get; init; } = [];

    /// <summary>Who came or went before this broadcast.</summary>
    public IReadOnlyList<MembershipChange> Changes { get; init; } = [];

    /// <summary>Sums per class of constraints, every agent once.</summary>
    public required IReadOnlyList<ResponseSums> Classes { get; init; }

    /// <summary>Individual answers where asked for, in agent order; valid until the next call.</summary>
    public IReadOnlyList<StorageResponse> Answers { get; init; } = [];

    /// <summary>Class of each agent, with <see cref="Answers"/>.</summary>
    public IReadOnlyList<int> AnswerClasses { get; init; } = [];

    /// <summary>Agents that answered to this request.</summary>
    public required int Answered { get; init; }

    /// <summary>Agents whose last answer stands in.</summary>
    public required int Stale { get; init; }

    /// <summary>Agents whose local iteration failed (they are among the stale).</summary>
    public required int Failed { get; init; }

    /// <summary>True when every agent has answered at least once.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Steps of all agents that are fixed to one direction so far.</summary>
    public required int FixedSteps { get; init; }

    /// <summary>Mean local Newton steps.</summary>
    public required double LocalSteps { get; init; }
}
