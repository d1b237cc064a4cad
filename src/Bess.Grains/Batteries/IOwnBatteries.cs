using Bess.Domain.Portfolio;

namespace Bess.Grains.Batteries;

/// <summary>The batteries of the prosumer whose machine this is, read from its own file.</summary>
public interface IOwnBatteries
{
    /// <summary>Name of the owner.</summary>
    string Owner { get; }

    /// <summary>Whether the operator may read the schedules, energies included. Default of a prosumer: no.</summary>
    bool ShowsSchedules { get; }

    /// <summary>Finds a battery.</summary>
    /// <param name="agent">Name.</param>
    /// <returns>Null when it is not one of theirs.</returns>
    FleetMember? Find(string agent);
}
