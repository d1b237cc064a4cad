namespace Bess.TestKit.Fleets;

/// <summary>What couples a random fleet.</summary>
public enum InstanceKind
{
    /// <summary>A hard commitment in the interior of what the fleet can do.</summary>
    Interior,

    /// <summary>A hard commitment on its boundary.</summary>
    Boundary,

    /// <summary>An interior commitment with 1.3 times the fleet's power in one step.</summary>
    Infeasible,

    /// <summary>No commitment, but a limit at half the peak of the uncoordinated optimum.</summary>
    Feeder,

    /// <summary>A band of ±5 % of the peak around a boundary target.</summary>
    Band,

    /// <summary>A boundary commitment, priced 30/25 a MWh.</summary>
    Soft,

    /// <summary>A hard commitment of the fleet and a limit of 35 % of its power on each of three zones.</summary>
    Zones,
}
