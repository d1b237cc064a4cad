using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Formulations;

/// <summary>First rows of each kind of a storage block; −1 for what it does not have.</summary>
/// <param name="Energy">Energy balance, one a step.</param>
/// <param name="Window">Soft bound of a start outside the window, one a step.</param>
/// <param name="Ramp">Change of power, one a step from the second on.</param>
/// <param name="Cycles">Discharged energy, one a day.</param>
/// <param name="StepsPerDay">Steps of a day of the cycle limit.</param>
internal readonly record struct StorageRows(int Energy, int Window, int Ramp, int Cycles, int StepsPerDay)
{
    private const double DayHours = 24;

    /// <summary>The rows in the order in which <see cref="StorageBlock"/> adds them.</summary>
    public static StorageRows Of(StoragePlant plant, StorageColumns columns, int steps, double hours)
    {
        var next = columns.EnergyRow + steps;
        var window = columns.Outside >= 0 ? next : -1;
        next += columns.Outside >= 0 ? steps : 0;
        var ramp = plant.Battery.RampLimit is null ? -1 : next;
        next += plant.Battery.RampLimit is null ? 0 : steps - 1;
        return new StorageRows(columns.EnergyRow, window, ramp, plant.CyclesPerDay is null ? -1 : next, Math.Max(1, (int)Math.Round(DayHours / hours)));
    }
}
