using Bess.Coordination.Checking;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Schedules;
using Bess.Scheduling;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <summary>A broadcast and whether this agent's answer to it was taken.</summary>
/// <param name="Request">The broadcast, with the price of the agent's own class alone.</param>
/// <param name="Answered">False when the answer was late or lost: the agent has heard the broadcast, no more.</param>
public readonly record struct PastRequest(AgentRequest Request, bool Answered);

/// <summary>A battery's part in one round, wherever it is hosted: answers each broadcast once, repeats itself when asked again, and can be brought back to any point by replaying what it was asked.</summary>
/// <remarks>Holds everything private: nothing but answers and reports should leave the process. Not thread-safe.</remarks>
public sealed class AgentSession
{
    private readonly FleetMember _member;
    private readonly ScenarioSet _scenarios;
    private readonly StorageModel _model;
    private readonly List<(bool Settled, int FixedSteps)> _log = [];
    private readonly List<int> _answered = [];
    private BatteryAgent _agent;
    private AgentAnswer _last;

    private AgentSession(FleetMember member, ScenarioSet scenarios, StorageModel model)
    {
        _member = member;
        _scenarios = scenarios;
        _model = model;
        _agent = new BatteryAgent(member.Battery.Id, model, 0);
    }

    /// <summary>Number of the last broadcast that was answered; 0 for none.</summary>
    public int LastAnswered { get; private set; }

    /// <summary>Who.</summary>
    public AgentId Agent => _agent.Id;

    /// <summary>Number of the broadcast whose answer is the best plan, as the agent has heard it; 0 for the safe plan.</summary>
    public int BestSequence => _agent.BestSequence;

    /// <summary>T.</summary>
    public int Steps => _model.Steps;

    /// <summary>Connection power, MW.</summary>
    public double PowerMw => _agent.PowerMw;

    /// <summary>For each answered broadcast in order: whether it settled, and the steps fixed so far.</summary>
    public IReadOnlyList<(bool Settled, int FixedSteps)> Log => _log;

    /// <summary>The answer to <see cref="LastAnswered"/>; its response changes with the next call.</summary>
    public AgentAnswer Last => _last;

    /// <summary>Opens a battery's part in a round.</summary>
    /// <param name="member">The battery; its group does not count here.</param>
    /// <param name="scenarios">The prices.</param>
    /// <param name="prices">The same in the kernel's form.</param>
    /// <returns>The session, or why the battery cannot take part over this horizon.</returns>
    public static Validated<AgentSession> Open(FleetMember member, ScenarioSet scenarios, ScenarioMatrix prices)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(scenarios);
        return StorageModelFactory.Create(member, prices).Match(
            model => Validated<AgentSession>.FromValue(new AgentSession(member, scenarios, model)),
            Validated<AgentSession>.FromFaults);
    }

    /// <summary>Answers a broadcast, if the agent stands where the asker thinks.</summary>
    /// <param name="request">The broadcast.</param>
    /// <param name="lastAnswered">Number of the last broadcast whose answer the asker took.</param>
    /// <param name="heard">Broadcasts in between, whose answers were not taken; in order.</param>
    /// <param name="kernel">A kernel that nobody else uses during the call.</param>
    /// <returns>The answer; null when the agent stands elsewhere and needs the round's history (<see cref="Replay"/>).</returns>
    public AgentAnswer? Ask(AgentRequest request, int lastAnswered, IReadOnlyList<AgentRequest> heard, StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(heard);
        if (LastAnswered == request.Sequence && _log.Count > 0)
        {
            return _last;
        }

        if (LastAnswered != lastAnswered)
        {
            return null;
        }

        foreach (var missed in heard)
        {
            _agent.Hear(missed);
        }

        return Answer(request, kernel);
    }

    /// <summary>Whether the session has gone through exactly this history, so that nothing need be replayed.</summary>
    /// <param name="history">All broadcasts since the agent's first, in order.</param>
    /// <returns>True when it stands at the end of it.</returns>
    public bool HasLived(IReadOnlyList<PastRequest> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var answered = history.Where(past => past.Answered).ToArray();
        return _answered.Count == answered.Length && !answered.Where((past, i) => _answered[i] != past.Request.Sequence).Any();
    }

    /// <summary>Starts from nothing and goes through all broadcasts again.</summary>
    /// <param name="history">All broadcasts since the agent's first, in order.</param>
    /// <param name="bestSequence">Number of the broadcast whose answer is the best plan, where the asker decides that; null to go by the broadcasts.</param>
    /// <param name="kernel">A kernel that nobody else uses during the call.</param>
    /// <param name="follow">Told of each answer again; may be null.</param>
    public void Replay(IReadOnlyList<PastRequest> history, int? bestSequence, StorageKernel kernel, Action<AgentRequest, AgentAnswer>? follow = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        _agent = new BatteryAgent(_member.Battery.Id, _model, 0);
        _log.Clear();
        _answered.Clear();
        _last = default;
        LastAnswered = 0;
        foreach (var (request, answered) in history)
        {
            var told = bestSequence is null ? request : request with { KeepBest = false };
            if (!answered)
            {
                _agent.Hear(told);
                continue;
            }

            var answer = Answer(told, kernel);
            follow?.Invoke(told, answer);
            if (bestSequence == request.Sequence)
            {
                _agent.KeepBest();
            }
        }
    }

    /// <summary>What the battery would do if the round ended with its last answer: it is held to this when it falls silent.</summary>
    /// <returns>Power at the connection point, MW, length T, and the objective, currency.</returns>
    public HeldPlan PlanNow()
    {
        var energy = _agent.Response.Energy;
        var power = ScheduleBuilder.PowerOf(_member, _scenarios.Grid.StepHours, energy);
        return new HeldPlan(power, MemberMoney.Of(_member, _scenarios, power, energy).Cost);
    }

    /// <summary>Forms the schedule of the best plan and checks it.</summary>
    /// <param name="bestSequence">Number of the broadcast whose answer is the best plan, as the asker has it; 0 for the safe plan.</param>
    /// <returns>Schedule and report; null when the agent's best is another one and it needs the history first.</returns>
    public (Schedule Schedule, MemberReport Report)? Finish(int bestSequence)
    {
        if (_agent.BestSequence != bestSequence)
        {
            return null;
        }

        var schedule = ScheduleBuilder.Build(_member, _scenarios.Grid, _agent.BestEnergyMwh.ToArray());
        return (schedule, MemberReport.Of(_member, _scenarios, schedule));
    }

    private AgentAnswer Answer(AgentRequest request, StorageKernel kernel)
    {
        _last = _agent.Answer(request, 0, kernel);
        _log.Add((_last.Settled, _last.FixedSteps));
        _answered.Add(request.Sequence);
        LastAnswered = request.Sequence;
        return _last;
    }
}
