using Bess.Cluster.Drills.Harness;
using Bess.Coordination.Desk;

namespace Bess.Cluster.Drills.Cases;

/// <summary>A random moment of a round: an event, and a share of the time that usually passes until the next one.</summary>
/// <param name="Label">Which part of the round, for the table.</param>
/// <param name="Trigger">The event; null for the call that launches.</param>
/// <param name="Delay">How long after it.</param>
internal sealed record Moment(string Label, Func<RoundEvent, bool>? Trigger, TimeSpan Delay)
{
    /// <summary>Parts of a round, with more of the longest.</summary>
    public const int Parts = 6;

    /// <summary>Draws a moment in one of the parts.</summary>
    public static Moment Draw(Random random, int number, RoundSeries series)
    {
        var share = random.NextDouble();
        var iteration = random.Next(1, series.IterationsOf(number) + 1);
        var usual = series.Usual;
        return (number % Parts) switch
        {
            0 => new Moment("1 before the launch is answered", null, TimeSpan.FromSeconds(share * usual.Launch)),
            1 => new Moment("2 gathering", happened => happened.Phase >= RoundPhase.Gathering, TimeSpan.FromSeconds(share * usual.Gathering)),
            2 or 3 => new Moment("3 iterating", happened => happened.Iteration?.Iteration >= iteration, TimeSpan.FromSeconds(share * usual.Iteration)),
            4 => new Moment("4 finalising", happened => happened.Phase >= RoundPhase.Finalising, TimeSpan.FromSeconds(share * usual.Finalising)),
            _ => new Moment("5 just after the end", happened => happened.Phase >= RoundPhase.Done, TimeSpan.FromMilliseconds(50 * share)),
        };
    }

    /// <summary>Waits for it.</summary>
    public async Task ComesAsync(WatchedRound watched)
    {
        if (Trigger is { } trigger)
        {
            await watched.Until(trigger);
        }

        await Task.Delay(Delay);
    }
}
