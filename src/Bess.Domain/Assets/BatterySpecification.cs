namespace Bess.Domain.Assets;

/// <summary>The raw numbers of a battery as they come from a file or a form; may be wrong until a <see cref="Battery"/> is built.</summary>
/// <remarks>Equality is by all members; immutable and thread-safe.</remarks>
public sealed record BatterySpecification
{
    /// <summary>Name of the agent.</summary>
    public required string Id { get; init; }

    /// <summary>Energy that the store holds when full, MWh; &gt; 0.</summary>
    public required double EnergyCapacityMwh { get; init; }

    /// <summary>Largest charging power at the connection point, MW, as a magnitude; &gt; 0.</summary>
    public required double ChargeLimitMw { get; init; }

    /// <summary>Largest discharging power at the connection point, MW; &gt; 0.</summary>
    public required double DischargeLimitMw { get; init; }

    /// <summary>Stored energy per energy taken from the connection point; (0, 1].</summary>
    public required double ChargeEfficiency { get; init; }

    /// <summary>Energy given to the connection point per energy taken from the store; (0, 1].</summary>
    public required double DischargeEfficiency { get; init; }

    /// <summary>Lower end of the usable window of stored energy, MWh; ≥ 0, included.</summary>
    public required double MinimumEnergyMwh { get; init; }

    /// <summary>Upper end of the usable window of stored energy, MWh; above the lower end and ≤ capacity, included.</summary>
    public required double MaximumEnergyMwh { get; init; }

    /// <summary>Largest change of power from one step to the next, MW per step; &gt; 0, or null for no limit.</summary>
    /// <value>Default: null.</value>
    public double? RampLimitMw { get; init; }

    /// <summary>Cost of ageing per MWh of throughput (charged plus discharged at the connection point); ≥ 0.</summary>
    /// <value>Default: 0.</value>
    public double DegradationCostPerMwh { get; init; }
}
