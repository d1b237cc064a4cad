using Bess.Coordination.Remote.Keys;
using Bess.Dashboard.Security;

namespace Bess.Dashboard.Api;

/// <summary>The kinds of doors.</summary>
internal static class Doors
{
    public static readonly DoorRule NoKey = new(Changes: false);
    public static readonly DoorRule Everybody = new(Changes: false, ApiRole.Operator, ApiRole.Viewer, ApiRole.Prosumer);
    public static readonly DoorRule Readers = new(Changes: false, ApiRole.Operator, ApiRole.Viewer);
    public static readonly DoorRule Operators = new(Changes: true, ApiRole.Operator);
    public static readonly DoorRule Owners = new(Changes: true, ApiRole.Prosumer);
    public static readonly DoorRule OperatorsAndOwners = new(Changes: true, ApiRole.Operator, ApiRole.Prosumer);
}
