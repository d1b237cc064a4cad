using System.Collections.Concurrent;
using Bess.Coordination.Agents;
using Bess.Coordination.Runtime;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Leaves;

/// <summary>One agent's place in a leaf.</summary>
internal sealed class LeafSeat(int place, IAgentLink link, AnswerSlot slot, int steps, int joinedAt)
{
    private readonly StorageResponse _response = new(steps);
    private readonly ConcurrentQueue<(AgentRequest Request, LinkAnswer Answer)> _late = new();

    public int Place { get; } = place;

    public IAgentLink Link { get; } = link;

    public AnswerSlot Slot { get; } = slot;

    /// <summary>First broadcast that concerns it.</summary>
    public int JoinedAt { get; } = joinedAt;

    /// <summary>Last broadcast whose answer was taken; 0 for none.</summary>
    public int LastAnswered { get; set; }

    /// <summary>True until the leaf has heard what the agent answered before the leaf was there.</summary>
    public bool NeedsRecall { get; set; }

    /// <summary>True when the agent was not reached, or had lost its state, since it was asked: it is not slow, it comes back.</summary>
    public bool IsRecovering { get; set; }

    /// <summary>A question that was not waited for; the agent is not asked again before it ends.</summary>
    public Task? Outstanding { get; set; }

    /// <summary>True when it is held and was not asked since: one answer to later prices makes the better plan. More would chase the prices that their own plans make.</summary>
    public bool MayImprove { get; set; } = true;

    /// <summary>What the agent is held to when it falls silent.</summary>
    public HeldPlan? Plan { get; private set; }

    /// <summary>Takes an answer into the seat's own copy.</summary>
    public AgentAnswer Accept(LinkAnswer answer)
    {
        answer.Fill(_response);
        Plan = answer.Settled ? answer.Plan ?? Plan : Plan;
        return new AgentAnswer(answer.Settled, _response, answer.LocalSteps, answer.FixedSteps);
    }

    /// <summary>Notes an answer that nobody waits for; it counts from the next sum on.</summary>
    public void Keep(AgentRequest request, LinkAnswer answer)
    {
        LastAnswered = request.Sequence;
        _late.Enqueue((request, answer));
    }

    /// <summary>The late answer that counts from now on, in the seat's own copy; null for none.</summary>
    public LateAnswer? AcceptLate() => _late.TryDequeue(out var late) ? new LateAnswer(late.Request, Accept(late.Answer), Plan) : null;

    /// <summary>From now on the plan stands, whatever the price.</summary>
    public void Hold() => Slot.Hold(Plan ?? throw new InvalidOperationException($"{Slot.Agent} has no plan to be held to"));

    /// <summary>The broadcasts of this seat as its agent got them.</summary>
    public List<PastRequest> Past(IReadOnlyList<PastBroadcast> history)
    {
        var late = LateIn(history);
        return [.. history.Where(item => item.Request.Sequence >= JoinedAt).Select(item =>
            new PastRequest(ForAgent(item.Request), !item.Missed.Contains(Place) || late.Contains(item.Request.Sequence)))];
    }

    /// <summary>Brings the slot to where a slot would be that had taken part in all of it.</summary>
    public void Rebuild(IReadOnlyList<PastBroadcast> history, LinkRecall recall, PartialGathering scratch)
    {
        var answered = 0;
        recall.Last?.Fill(_response);
        Plan = recall.Last?.Plan;
        AgentAnswer Next() => recall.Log[answered++] is var (settled, fixedSteps) ? new AgentAnswer(settled, _response, 0, fixedSteps) : default;
        foreach (var item in history.Where(item => item.Request.Sequence >= JoinedAt))
        {
            var late = item.Late.Where(mark => mark.Place == Place)
                .Select(mark => new LateAnswer(history[mark.Sequence - history[0].Request.Sequence].Request, Next(), Plan)).FirstOrDefault();
            MayImprove &= late is null || !Slot.IsHeld;
            LastAnswered = late?.Request.Sequence ?? LastAnswered;
            if (Slot.IsHeld || item.NewlyHeld.Contains(Place) || item.Missed.Contains(Place))
            {
                HoldIf(item.NewlyHeld.Contains(Place));
                Slot.Take(item.Request, null, scratch, late);
                continue;
            }

            Slot.Take(item.Request, Next(), scratch, late);
            LastAnswered = item.Request.Sequence;
        }

        NeedsRecall = false;
    }

    /// <summary>The broadcast with the price of the agent's class alone.</summary>
    public AgentRequest ForAgent(AgentRequest request) => request with
    {
        PricePerMw = request.PricePerMw.Length > 0 ? [request.PricePerMw[Slot.ClassIndex]] : [],
        Correction = request.Correction is { } correction ? [correction[Slot.ClassIndex]] : null,
    };

    private HashSet<int> LateIn(IReadOnlyList<PastBroadcast> history) =>
        [.. history.SelectMany(item => item.Late).Where(mark => mark.Place == Place).Select(mark => mark.Sequence)];

    private void HoldIf(bool holds)
    {
        if (holds)
        {
            Hold();
        }
    }
}
