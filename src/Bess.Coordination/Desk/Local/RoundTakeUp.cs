using System.Globalization;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Desk.Local;

/// <summary>What becomes of a round that an earlier process kept: it has ended, goes on, or is interrupted.</summary>
/// <remarks>
/// It goes on unless its order cannot be understood any more, or it was begun <see cref="MostStarts"/> times without telling a new
/// iteration: whatever ends the process each time must not do so for ever.
/// </remarks>
internal sealed class RoundTakeUp(TimeProvider clock, int? threads, Action<string, RoundResult> commit)
{
    /// <summary>How often a round may be begun without a new iteration.</summary>
    public const int MostStarts = 3;

    public DeskRound Take(RoundNote note, RoundFiles files)
    {
        if (note.View.HasEnded)
            return new PastRound(note.View, files);
        var told = new ToldRound(files.TakeUpEvents(), files.TakeUpChanges(), note.IsCancelled);
        if (told.Phase.IsEnd())
            return Ended(note, told, files);
        var starts = told.Iterations.Count > note.View.Iterations ? 1 : note.Starts + 1;
        if (starts > MostStarts)
            return Interrupted(note, told, files, string.Create(CultureInfo.InvariantCulture, $"the server was lost {starts - 1} times without a new iteration"));
        var request = files.ReadOrder().Bind(order => OrderCheck.Check(order, order.Fleet, clock, threads));
        if (!request.TryGet(out var good))
            return Interrupted(note, told, files, $"its order cannot be run any more: {request.Faults[0]}");
        var begun = note with { Starts = starts, View = note.View with { Iterations = told.Iterations.Count } };
        files.Save(begun);
        return new LocalRound(good with { Id = note.View.Id }, begun, told, files, commit);
    }

    // The last event was kept, the note that it has ended was not.
    private static PastRound Ended(RoundNote note, ToldRound told, RoundFiles files) =>
        Past(note, files, note.View with { Phase = told.Phase, Iterations = told.Iterations.Count, Detail = told.Events[^1].Text, Status = files.ReadResult()?.Status });

    private static PastRound Interrupted(RoundNote note, ToldRound told, RoundFiles files, string reason)
    {
        var detail = $"interrupted: {reason}; {told.LastWords()}; the last committed schedules stay in force";
        using (var events = files.AppendEvents())
        {
            events.Add(Remote.Documents.RoundEventDocument.Write(new RoundEvent(told.Events.Count, RoundPhase.Interrupted, null, detail)));
            events.Flush();
        }

        return Past(note, files, note.View with { Phase = RoundPhase.Interrupted, Iterations = told.Iterations.Count, Detail = detail, Status = null });
    }

    private static PastRound Past(RoundNote note, RoundFiles files, RoundView view)
    {
        files.Save(note with { View = view });
        return new PastRound(view, files);
    }
}
