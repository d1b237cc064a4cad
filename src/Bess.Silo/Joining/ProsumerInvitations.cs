using System.Text.Json.Nodes;
using Bess.Coordination.Desk;
using Bess.Dashboard;
using Bess.Silo.Settings;

namespace Bess.Silo.Joining;

/// <summary>The operator's side: what those get who are admitted.</summary>
internal sealed class ProsumerInvitations(ClusterSettings cluster, ProsumersSettings prosumers) : IProsumerInvitations
{
    private readonly Invitation _invitation = new(cluster.ClusterId, cluster.ServiceId, prosumers.ConnectionString, cluster.Tls?.AuthorityPem);

    public Task<JsonObject> InviteAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken) => Task.FromResult(_invitation.ToJson());
}
