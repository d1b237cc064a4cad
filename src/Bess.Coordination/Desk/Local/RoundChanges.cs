using Bess.Coordination.Rounds.Journal;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk.Local;

/// <summary>Who comes and goes while a round runs: kept as it happens, and done again at the same broadcasts when the round is run again.</summary>
internal sealed class RoundChanges : IRoundJournal
{
    private readonly Lock _gate = new();
    private readonly LocalVirtualPowerPlant _plant;
    private readonly RoundKeeper _keeper;
    private readonly ILookup<int, ChangeLine> _told;

    /// <summary>Takes up what was kept; what went with no broadcast goes with the next one after those that were told.</summary>
    public RoundChanges(LocalVirtualPowerPlant plant, RoundKeeper keeper, IReadOnlyList<ChangeLine> told)
    {
        _plant = plant;
        _keeper = keeper;
        var calls = new Queue<ChangeLine>(told.Where(line => line.Broadcast is null));
        var went = new List<(int Broadcast, ChangeLine Call)>();
        foreach (var line in told.Where(line => line.Broadcast is not null))
        {
            for (var i = 0; i < line.Count && calls.Count > 0; i++)
                went.Add((line.Broadcast!.Value, calls.Dequeue()));
        }

        _told = went.ToLookup(one => one.Broadcast, one => one.Call);
        Waiting = [.. calls];
    }

    /// <summary>Changes that were let in but went with no broadcast.</summary>
    public IReadOnlyList<ChangeLine> Waiting { get; }

    /// <inheritdoc />
    public IReadOnlyList<JournalEntry> Recorded => [];

    public IReadOnlyList<Fault> Join(FleetMember member)
    {
        // The line is written before the one that says with which broadcast it went: both wait here.
        lock (_gate)
        {
            var faults = _plant.Join(member);
            if (faults.Count == 0)
                _keeper.Keep(new ChangeLine { Joins = member });
            return faults;
        }
    }

    public bool Leave(AgentId agent)
    {
        lock (_gate)
        {
            var left = _plant.Leave(agent);
            if (left)
                _keeper.Keep(new ChangeLine { Leaves = agent });
            return left;
        }
    }

    /// <summary>Does again what went with a broadcast.</summary>
    public void BeforeBroadcast(int number)
    {
        foreach (var call in _told[number])
            Redo(call);
    }

    /// <summary>Does again what went with no broadcast.</summary>
    public void RedoWaiting()
    {
        foreach (var call in Waiting)
            Redo(call);
    }

    /// <inheritdoc />
    public Task AppendAsync(JournalEntry entry)
    {
        if (entry is AnswersGathered answers && answers.Gathering.Changes.Count - _told[answers.Sequence].Count() is > 0 and var count)
        {
            lock (_gate)
            {
                _keeper.Keep(new ChangeLine { Broadcast = answers.Sequence, Count = count });
            }
        }

        return Task.CompletedTask;
    }

    private void Redo(ChangeLine call)
    {
        if (call.Joins is { } member)
            _plant.Join(member);
        else if (call.Leaves is { } agent)
            _plant.Leave(agent);
    }
}
