using Bess.Domain.Assets;
using Bess.Domain.Time;

namespace Bess.Domain.Schedules;

/// <summary>What one agent does over a grid: its power in every interval and what is then in the store.</summary>
/// <remarks>
/// Power &gt; 0 is discharge or export, &lt; 0 charge or import. Invariants: one power and one state per interval, all finite; steps
/// outside the window ascending and within the grid. That the numbers obey a battery's physics is for a checker to say, not for
/// this type. Equality is by reference; immutable and thread-safe.
/// </remarks>
public sealed class Schedule
{
    private readonly double[] _powerMw;
    private readonly double[] _stateOfChargeMwh;

    /// <summary>Creates a schedule and insists.</summary>
    /// <param name="agent">Whose schedule it is.</param>
    /// <param name="grid">The intervals, T of them.</param>
    /// <param name="powerMw">Power at the connection point, MW, length T, &gt; 0 discharge; copied.</param>
    /// <param name="stateOfChargeMwh">Energy stored after each interval, MWh, length T; copied.</param>
    /// <param name="initialEnergyMwh">Energy stored before the first interval, MWh.</param>
    /// <param name="outsideWindow">
    /// Indices of intervals after which the state is outside the window because the start was, ascending; null for none; copied.
    /// </param>
    /// <exception cref="BessDataException">When anything is refused; lists all faults.</exception>
    public Schedule(
        AgentId agent, TimeGrid grid, ReadOnlySpan<double> powerMw, ReadOnlySpan<double> stateOfChargeMwh, double initialEnergyMwh,
        IReadOnlyList<int>? outsideWindow = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var outside = (outsideWindow ?? []).ToArray();
        Check(agent, grid, powerMw, stateOfChargeMwh, initialEnergyMwh, outside).ThrowIfAny();
        Agent = agent;
        Grid = grid;
        InitialEnergyMwh = initialEnergyMwh;
        OutsideWindow = Array.AsReadOnly(outside);
        _powerMw = powerMw.ToArray();
        _stateOfChargeMwh = stateOfChargeMwh.ToArray();
    }

    /// <summary>Whose schedule it is.</summary>
    public AgentId Agent { get; }

    /// <summary>The intervals, T of them.</summary>
    public TimeGrid Grid { get; }

    /// <summary>Power at the connection point, MW, length T; &gt; 0 discharge or export.</summary>
    public ReadOnlySpan<double> PowerMw => _powerMw;

    /// <summary>Energy stored after each interval, MWh, length T.</summary>
    public ReadOnlySpan<double> StateOfChargeMwh => _stateOfChargeMwh;

    /// <summary>Energy stored before the first interval, MWh.</summary>
    public double InitialEnergyMwh { get; }

    /// <summary>Intervals after which the state is outside the window because the start was, ascending; usually empty.</summary>
    public IReadOnlyList<int> OutsideWindow { get; }

    private static FaultCollector Check(
        AgentId agent, TimeGrid grid, ReadOnlySpan<double> powerMw, ReadOnlySpan<double> stateOfChargeMwh, double initialEnergyMwh,
        int[] outside)
    {
        var faults = new FaultCollector("");
        faults.Require(AgentId.IsValid(agent.Value), "agent", AgentId.Rule, $"'{agent}'");
        Series(faults, "powerMw", powerMw, grid.Count);
        Series(faults, "stateOfChargeMwh", stateOfChargeMwh, grid.Count);
        faults.Require(double.IsFinite(initialEnergyMwh), "initialEnergyMwh", "a finite number", initialEnergyMwh);
        for (var k = 0; k < outside.Length; k++)
        {
            var least = k == 0 ? 0 : outside[k - 1] + 1;
            faults.Require(
                outside[k] >= least && outside[k] < grid.Count, $"outsideWindow[{k}]", $"an index in {least} … {grid.Count - 1}", outside[k]);
        }

        return faults;
    }

    private static void Series(FaultCollector faults, string field, ReadOnlySpan<double> values, int count)
    {
        faults.Require(values.Length == count, field, $"{count} numbers", $"{values.Length}");
        for (var i = 0; i < values.Length; i++)
            faults.Require(double.IsFinite(values[i]), $"{field}[{i}]", "a finite number", values[i]);
    }
}
