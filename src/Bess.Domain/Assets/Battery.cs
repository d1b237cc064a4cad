using Bess.Domain.Units;

namespace Bess.Domain.Assets;

/// <summary>A battery that cannot be wrong: every limit is finite and consistent with the others.</summary>
/// <remarks>
/// Power limits are magnitudes at the connection point. Invariants: capacity, limits &gt; 0; 0 ≤ minimum &lt; maximum ≤ capacity;
/// efficiencies in (0, 1]; ramp limit &gt; 0 or none; degradation cost ≥ 0. Equality is by all members; immutable and thread-safe.
/// </remarks>
public sealed record Battery
{
    /// <summary>Creates a battery and insists.</summary>
    /// <param name="specification">The raw numbers.</param>
    /// <exception cref="BessDataException">When any number is refused; lists all faults.</exception>
    public Battery(BatterySpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        Check(specification, "").ThrowIfAny();
        Id = new AgentId(specification.Id);
        Capacity = new Energy(specification.EnergyCapacityMwh);
        ChargeLimit = new Power(specification.ChargeLimitMw);
        DischargeLimit = new Power(specification.DischargeLimitMw);
        ChargeEfficiency = new Efficiency(specification.ChargeEfficiency);
        DischargeEfficiency = new Efficiency(specification.DischargeEfficiency);
        MinimumEnergy = new Energy(specification.MinimumEnergyMwh);
        MaximumEnergy = new Energy(specification.MaximumEnergyMwh);
        RampLimit = specification.RampLimitMw is { } ramp ? new Power(ramp) : null;
        DegradationCost = new EnergyPrice(specification.DegradationCostPerMwh);
    }

    /// <summary>Name of the agent.</summary>
    public AgentId Id { get; }

    /// <summary>Energy that the store holds when full; &gt; 0.</summary>
    public Energy Capacity { get; }

    /// <summary>Largest charging power at the connection point, as a magnitude; &gt; 0.</summary>
    public Power ChargeLimit { get; }

    /// <summary>Largest discharging power at the connection point; &gt; 0.</summary>
    public Power DischargeLimit { get; }

    /// <summary>Stored energy per energy taken from the connection point.</summary>
    public Efficiency ChargeEfficiency { get; }

    /// <summary>Energy given to the connection point per energy taken from the store.</summary>
    public Efficiency DischargeEfficiency { get; }

    /// <summary>Lower end of the usable window of stored energy, included; ≥ 0.</summary>
    public Energy MinimumEnergy { get; }

    /// <summary>Upper end of the usable window of stored energy, included; ≤ capacity.</summary>
    public Energy MaximumEnergy { get; }

    /// <summary>Largest change of power from one step to the next; &gt; 0, or null for no limit.</summary>
    public Power? RampLimit { get; }

    /// <summary>Cost of ageing per MWh of throughput, charged plus discharged at the connection point; ≥ 0.</summary>
    public EnergyPrice DegradationCost { get; }

    /// <summary>Energy returned per energy taken over a full cycle: the product of both efficiencies; (0, 1].</summary>
    public double RoundTripEfficiency => ChargeEfficiency.Value * DischargeEfficiency.Value;

    /// <summary>Creates a battery, or tells all faults.</summary>
    /// <param name="specification">The raw numbers.</param>
    /// <param name="location">Where they were read, for the faults; default: empty.</param>
    /// <returns>The battery, or all faults with the field names of the file format (<c>energyCapacityMwh</c>, …).</returns>
    public static Validated<Battery> Create(BatterySpecification specification, string location = "")
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(location);
        return Check(specification, location).Build(() => new Battery(specification));
    }

    private static FaultCollector Check(BatterySpecification s, string location)
    {
        var faults = new FaultCollector(location);
        faults.Require(AgentId.IsValid(s.Id), "id", AgentId.Rule, $"'{s.Id}'");
        var capacityHolds = Positive(faults, "energyCapacityMwh", s.EnergyCapacityMwh);
        Positive(faults, "chargeLimitMw", s.ChargeLimitMw);
        Positive(faults, "dischargeLimitMw", s.DischargeLimitMw);
        Ratio(faults, "chargeEfficiency", s.ChargeEfficiency);
        Ratio(faults, "dischargeEfficiency", s.DischargeEfficiency);
        var floorHolds = NotNegative(faults, "minimumEnergyMwh", s.MinimumEnergyMwh);
        var ceilingHolds = Positive(faults, "maximumEnergyMwh", s.MaximumEnergyMwh);
        if (floorHolds && ceilingHolds)
        {
            faults.Require(
                s.MinimumEnergyMwh < s.MaximumEnergyMwh, "minimumEnergyMwh",
                $"a number below maximumEnergyMwh ({FaultCollector.Text(s.MaximumEnergyMwh)})", s.MinimumEnergyMwh);
        }

        if (capacityHolds && ceilingHolds)
        {
            faults.Require(
                s.MaximumEnergyMwh <= s.EnergyCapacityMwh, "maximumEnergyMwh",
                $"a number <= energyCapacityMwh ({FaultCollector.Text(s.EnergyCapacityMwh)})", s.MaximumEnergyMwh);
        }

        if (s.RampLimitMw is { } ramp)
            Positive(faults, "rampLimitMw", ramp);
        NotNegative(faults, "degradationCostPerMwh", s.DegradationCostPerMwh);
        return faults;
    }

    private static bool Positive(FaultCollector faults, string field, double value) =>
        faults.Require(double.IsFinite(value) && value > 0, field, "a number > 0", value);

    private static bool NotNegative(FaultCollector faults, string field, double value) =>
        faults.Require(double.IsFinite(value) && value >= 0, field, "a number >= 0", value);

    private static void Ratio(FaultCollector faults, string field, double value) =>
        faults.Require(value is > 0 and <= 1, field, "a number in (0, 1]", value);
}
