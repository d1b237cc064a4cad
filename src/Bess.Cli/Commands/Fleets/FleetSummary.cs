namespace Bess.Cli.Commands.Fleets;

/// <summary>What a fleet is as a whole.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Batteries">Number of batteries.</param>
/// <param name="Groups">Number of groups.</param>
/// <param name="EnergyCapacityMwh">Σ capacities.</param>
/// <param name="ChargeLimitMw">Σ charge limits, as a magnitude.</param>
/// <param name="DischargeLimitMw">Σ discharge limits.</param>
/// <param name="InitialEnergyMwh">Σ energy stored at the start.</param>
internal sealed record FleetSummary(
    string Name, int Batteries, int Groups, double EnergyCapacityMwh, double ChargeLimitMw, double DischargeLimitMw, double InitialEnergyMwh);
