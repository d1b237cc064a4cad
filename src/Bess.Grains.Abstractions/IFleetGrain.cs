using Bess.Grains.Wire;

namespace Bess.Grains;

/// <summary>The membership of one power plant, and the one round that it runs at a time.</summary>
/// <remarks>Key: the plant's name.</remarks>
[Alias("bess.IFleetGrain")]
[GrainInterfaceType("bess.fleet")]
public interface IFleetGrain : IGrainWithStringKey
{
    /// <summary>Sets the group tree.</summary>
    /// <param name="roster">Roster document without entries.</param>
    /// <returns>Faults.</returns>
    [Alias("SetGroups")]
    Task<string[][]> SetGroupsAsync(byte[] roster);

    /// <summary>Enrols batteries, all or none.</summary>
    /// <param name="roster">Roster document of the new ones.</param>
    /// <param name="makesPlant">Whether an unknown plant is made.</param>
    /// <returns>Faults.</returns>
    [Alias("Enrol")]
    Task<string[][]> EnrolAsync(byte[] roster, bool makesPlant);

    /// <summary>Says what <see cref="EnrolAsync"/> would refuse.</summary>
    /// <param name="roster">Roster document of the new ones.</param>
    /// <returns>Faults.</returns>
    [Alias("Check")]
    Task<string[][]> CheckAsync(byte[] roster);

    /// <summary>Takes a battery out.</summary>
    /// <param name="agent">Who.</param>
    /// <param name="reason">Why.</param>
    /// <returns>False when it is not there.</returns>
    [Alias("Leave")]
    Task<bool> LeaveAsync(string agent, string reason);

    /// <summary>Who is enrolled.</summary>
    /// <returns>Roster document; null for an unknown plant.</returns>
    [Alias("Roster")]
    Task<byte[]?> RosterAsync();

    /// <summary>Starts a round if none runs.</summary>
    /// <param name="order">Order document without its fleet.</param>
    /// <param name="roster">Roster document of the order's own fleet; null for the enrolled.</param>
    /// <param name="launchedBy">Who asks.</param>
    /// <returns>The answer.</returns>
    [Alias("Launch")]
    Task<LaunchedMessage> LaunchAsync(byte[] order, byte[]? roster, string launchedBy);

    /// <summary>The latest rounds, newest first.</summary>
    /// <returns>Their ids.</returns>
    [Alias("Rounds")]
    Task<string[]> RoundsAsync();

    /// <summary>Wakes the plant's round if it has lost its process.</summary>
    /// <returns>Ends when it runs.</returns>
    [Alias("Wake")]
    Task WakeAsync();

    /// <summary>Sets the rounds that are launched before gate closure every day.</summary>
    /// <param name="orders">The standing orders; replaces those there are.</param>
    /// <returns>Faults.</returns>
    [Alias("Schedule")]
    Task<string[][]> ScheduleAsync(StandingOrderMessage[] orders);
}

/// <summary>The names of all plants, so that somebody can look after their rounds.</summary>
/// <remarks>One grain, of the key <see cref="Key"/>.</remarks>
[Alias("bess.IPlantsGrain")]
[GrainInterfaceType("bess.plants")]
public interface IPlantsGrain : IGrainWithStringKey
{
    /// <summary>Key of the one grain.</summary>
    const string Key = "plants";

    /// <summary>Notes a plant.</summary>
    /// <param name="powerPlant">Name.</param>
    /// <returns>Ends when it is kept.</returns>
    [Alias("Add")]
    Task AddAsync(string powerPlant);

    /// <summary>All plants.</summary>
    /// <returns>Names.</returns>
    [Alias("List")]
    Task<string[]> ListAsync();
}
