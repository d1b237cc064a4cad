using Bess.Domain.Units;

namespace Bess.Domain.Assets;

/// <summary>What is asked of the energy stored at the end of the horizon; exactly one of four cases.</summary>
/// <remarks>Closed: no further cases can be added outside this file. Equality is by case and value; immutable and thread-safe.</remarks>
public abstract record TerminalCondition
{
    private TerminalCondition()
    {
    }

    /// <summary>Nothing is asked, and what is left is worth nothing.</summary>
    public sealed record None : TerminalCondition;

    /// <summary>What is left in the store is worth a price.</summary>
    /// <param name="Price">Worth per MWh of stored energy; may be negative.</param>
    public sealed record Value(EnergyPrice Price) : TerminalCondition;

    /// <summary>At least an amount must be left.</summary>
    /// <param name="Minimum">The least stored energy, included; within [0, upper end of the window].</param>
    public sealed record Floor(Energy Minimum) : TerminalCondition;

    /// <summary>Exactly an amount must be left.</summary>
    /// <param name="Target">The stored energy; within the window.</param>
    public sealed record Fixed(Energy Target) : TerminalCondition;

    internal void Check(FaultCollector faults, Battery battery)
    {
        var ceiling = battery.MaximumEnergy;
        switch (this)
        {
            case Floor(var minimum):
                faults.Require(
                    minimum.Mwh >= 0 && minimum <= ceiling, "terminal.minimumEnergyMwh",
                    $"a number in [0, {FaultCollector.Text(ceiling.Mwh)}]", minimum.Mwh);
                break;
            case Fixed(var target):
                faults.Require(
                    target >= battery.MinimumEnergy && target <= ceiling, "terminal.energyMwh",
                    $"a number in the window [{FaultCollector.Text(battery.MinimumEnergy.Mwh)}, {FaultCollector.Text(ceiling.Mwh)}]", target.Mwh);
                break;
        }
    }
}
