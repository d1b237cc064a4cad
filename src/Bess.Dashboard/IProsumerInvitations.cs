using System.Text.Json.Nodes;
using Bess.Coordination.Desk;

namespace Bess.Dashboard;

/// <summary>Says what an admitted prosumer needs to join with a silo. Registered by hosts that have a cluster; without it admissions are answered with 501.</summary>
public interface IProsumerInvitations
{
    /// <summary>The invitation of an entry that was admitted just now.</summary>
    /// <param name="powerPlant">The plant.</param>
    /// <param name="entry">Who was admitted; its owner is the name of the caller's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The object that is sent under <c>invitation</c>.</returns>
    Task<JsonObject> InviteAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken);
}
