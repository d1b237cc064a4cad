using Bess.Coordination.Remote.Keys;

namespace Bess.Dashboard.Security;

/// <summary>Who may pass to an endpoint, and whether its calls are recorded.</summary>
/// <param name="Changes">Whether it changes anything.</param>
/// <param name="Roles">The roles that may; none for everybody, without a key.</param>
internal sealed record DoorRule(bool Changes, params ApiRole[] Roles);
