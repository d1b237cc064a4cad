namespace Bess.Scheduling.Formulations;

/// <summary>Where a battery's variables stand in a problem: index of the first of each kind, −1 where there is none.</summary>
/// <param name="Charge">c, T columns.</param>
/// <param name="Discharge">d, T columns.</param>
/// <param name="Energy">e after each step, T columns.</param>
/// <param name="Power">p, T columns, or −1.</param>
/// <param name="TailLevel">ζ, or −1 when the battery has no risk weight.</param>
/// <param name="TailExcess">u, S columns, or −1.</param>
/// <param name="Outside">MWh beyond the soft bound, T columns, or −1.</param>
public readonly record struct BatteryColumns(int Charge, int Discharge, int Energy, int Power, int TailLevel, int TailExcess, int Outside);
