using Bess.Domain.Assets;
using Bess.Domain.Units;

namespace Bess.Domain.Portfolio;

/// <summary>A battery in a fleet: its state now, what is asked of it at the end, its owner's fear of loss and its place.</summary>
/// <remarks>
/// The initial energy may lie outside the battery's window (the planner leads it back and says so) but not outside
/// [0, capacity]. Equality is by all members; immutable and thread-safe.
/// </remarks>
public sealed record FleetMember
{
    /// <summary>Creates a member and insists.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="initialEnergy">Energy stored at the start of the horizon; within [0, capacity].</param>
    /// <param name="terminal">What is asked at the end of the horizon.</param>
    /// <param name="risk">The owner's risk preference.</param>
    /// <param name="group">Name of the group it is connected to, or null for the root.</param>
    /// <exception cref="BessDataException">When anything is refused; lists all faults.</exception>
    public FleetMember(Battery battery, Energy initialEnergy, TerminalCondition terminal, RiskPreference risk, string? group)
    {
        Check(battery, initialEnergy, terminal, group, "").ThrowIfAny();
        Battery = battery;
        InitialEnergy = initialEnergy;
        Terminal = terminal;
        Risk = risk;
        Group = group;
    }

    /// <summary>The battery.</summary>
    public Battery Battery { get; }

    /// <summary>Energy stored at the start of the horizon; within [0, capacity].</summary>
    public Energy InitialEnergy { get; }

    /// <summary>What is asked at the end of the horizon.</summary>
    public TerminalCondition Terminal { get; }

    /// <summary>The owner's risk preference.</summary>
    public RiskPreference Risk { get; }

    /// <summary>Name of the group it is connected to, or null for the root.</summary>
    public string? Group { get; }

    /// <summary>Creates a member, or tells all faults.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="initialEnergy">Energy stored at the start of the horizon; within [0, capacity].</param>
    /// <param name="terminal">What is asked at the end of the horizon.</param>
    /// <param name="risk">The owner's risk preference.</param>
    /// <param name="group">Name of the group it is connected to, or null for the root.</param>
    /// <param name="location">Where it was read, for the faults; default: empty.</param>
    /// <returns>The member, or all faults.</returns>
    public static Validated<FleetMember> Create(
        Battery battery, Energy initialEnergy, TerminalCondition terminal, RiskPreference risk, string? group, string location = "") =>
        Check(battery, initialEnergy, terminal, group, location)
            .Build(() => new FleetMember(battery, initialEnergy, terminal, risk, group));

    private static FaultCollector Check(
        Battery battery, Energy initialEnergy, TerminalCondition terminal, string? group, string location)
    {
        ArgumentNullException.ThrowIfNull(battery);
        ArgumentNullException.ThrowIfNull(terminal);
        var faults = new FaultCollector(location);
        faults.Require(
            initialEnergy >= Energy.Zero && initialEnergy <= battery.Capacity, "initialEnergyMwh",
            $"a number in [0, {FaultCollector.Text(battery.Capacity.Mwh)}]", initialEnergy.Mwh);
        terminal.Check(faults, battery);
        faults.Require(group is null || AgentId.IsValid(group), "group", AgentId.Rule + " or null", $"'{group}'");
        return faults;
    }
}
