using Bess.Coordination.Rounds;
using Bess.Domain.Assets;

namespace Bess.Cluster.Drills.Harness;

/// <summary>What the batteries say of the schedules that are in force.</summary>
/// <param name="Right">Batteries whose schedule is the one of the round.</param>
/// <param name="Lost">Batteries without one, or with one of another round.</param>
/// <param name="Wrong">Batteries with one of the round that is another one than its result's.</param>
internal sealed record Commitments(int Right, int Lost, int Wrong)
{
    /// <summary>Asks each battery.</summary>
    /// <param name="desk">Where.</param>
    /// <param name="powerPlant">Plant.</param>
    /// <param name="roundId">The round that must be in force.</param>
    /// <param name="result">Its result.</param>
    public static async Task<Commitments> OfAsync(AnyDesk desk, string powerPlant, string roundId, RoundResult result)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (right, lost, wrong) = (0, 0, 0);
        foreach (var expected in result.Schedules)
        {
            var committed = await desk.ScheduleAsync(powerPlant, new AgentId(expected.Agent.Value), limit.Token);
            if (committed is null || committed.RoundId != roundId)
            {
                lost++;
            }
            else if (expected.PowerMw.SequenceEqual(committed.Schedule.PowerMw))
            {
                right++;
            }
            else
            {
                wrong++;
            }
        }

        return new Commitments(right, lost, wrong);
    }
}
