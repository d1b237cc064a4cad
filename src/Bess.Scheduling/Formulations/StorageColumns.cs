namespace Bess.Scheduling.Formulations;

/// <summary>First columns of a storage block, one a step each, and its first energy row.</summary>
internal readonly record struct StorageColumns(int Charge, int Discharge, int Energy, int Outside, int EnergyRow);
