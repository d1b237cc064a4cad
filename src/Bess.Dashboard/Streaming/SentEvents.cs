using System.Runtime.CompilerServices;
using Bess.Backtesting.Desk;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Dashboard.Api;

namespace Bess.Dashboard.Streaming;

/// <summary>Events of rounds and backtests as they are sent.</summary>
internal static class SentEvents
{
    // All followers of a round are sent the same bytes of an event.
    private static readonly ConditionalWeakTable<RoundEvent, byte[]> Rounds = [];
    private static readonly ConditionalWeakTable<DeskRunEvent, byte[]> Backtests = [];

    public static async IAsyncEnumerable<SentEvent> Of(IAsyncEnumerable<RoundEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var happened in events.WithCancellation(cancellationToken))
        {
            yield return new SentEvent(
                happened.Number, happened.Iteration is null ? "phase" : "iteration", Rounds.GetValue(happened, RoundEventDocument.Write), happened.Iteration is not null);
        }
    }

    public static async IAsyncEnumerable<SentEvent> Of(IAsyncEnumerable<DeskRunEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var happened in events.WithCancellation(cancellationToken))
        {
            var name = happened.Step switch { null => "state", DeskStep.Days => "day", _ => "step" };
            yield return new SentEvent(happened.Number, name, Backtests.GetValue(happened, BacktestDocuments.Event), MayBeLeftOut: false);
        }
    }
}
