using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Domain.Time;

namespace Bess.Reports;

/// <summary>A round as a report needs it.</summary>
/// <param name="Order">The round; its fleet is null where the batteries are those enrolled at a server.</param>
/// <param name="Zone">The bidding zone, for local time; null when unknown.</param>
/// <param name="Notes">Choices that were made for the user, for example how the scenarios came to be.</param>
public sealed record ReportedRound(RoundOrder Order, BiddingZone? Zone, IReadOnlyList<string> Notes)
{
    /// <summary>How many batteries took part.</summary>
    /// <param name="result">How the round ended.</param>
    public int AgentsIn(RoundResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Order.Fleet?.Members.Count ?? (result.Trace.Count > 0 ? result.Trace[^1].Agents : result.Schedules.Count);
    }
}
