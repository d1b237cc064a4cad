using Bess.Domain.Time;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Connection;

/// <summary>A battery, photovoltaics and a load behind one connection. Every list has one value a step.</summary>
public sealed record ConnectionRequest
{
    /// <summary>The battery, its state and what is asked of it.</summary>
    public required StoragePlant Plant { get; init; }

    /// <summary>The steps.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Paid for imported energy, fees and levies included, currency/MWh.</summary>
    public required IReadOnlyList<double> ImportPricePerMwh { get; init; }

    /// <summary>Received for exported energy, currency/MWh.</summary>
    public required IReadOnlyList<double> ExportPricePerMwh { get; init; }

    /// <summary>Power the sun gives, MW; ≥ 0. Any part may be curtailed.</summary>
    public required IReadOnlyList<double> SolarMw { get; init; }

    /// <summary>Power the load takes, MW; ≥ 0.</summary>
    public required IReadOnlyList<double> LoadMw { get; init; }

    /// <summary>Largest import, MW; ≥ 0.</summary>
    public required double ImportLimitMw { get; init; }

    /// <summary>Largest export, MW; ≥ 0.</summary>
    public required double ExportLimitMw { get; init; }

    /// <summary>How the plan is kept from charging and discharging, or importing and exporting, at once. Default: exact.</summary>
    public ExclusivityMode Exclusivity { get; init; } = ExclusivityMode.Exact;

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Plant);
        ArgumentNullException.ThrowIfNull(Grid);
        Plant.Check();
        Length(ImportPricePerMwh, nameof(ImportPricePerMwh), double.NegativeInfinity);
        Length(ExportPricePerMwh, nameof(ExportPricePerMwh), double.NegativeInfinity);
        Length(SolarMw, nameof(SolarMw), 0);
        Length(LoadMw, nameof(LoadMw), 0);
        if (!(ImportLimitMw >= 0) || !(ExportLimitMw >= 0))
            throw new ArgumentException($"Expected limits >= 0, was {ImportLimitMw} and {ExportLimitMw}.", nameof(ImportLimitMw));
    }

    private void Length(IReadOnlyList<double> values, string name, double least)
    {
        if (values is null || values.Count != Grid.Count)
            throw new ArgumentException($"{name}: expected {Grid.Count} values, was {values?.Count ?? 0}.", name);
        for (var t = 0; t < values.Count; t++)
        {
            if (!double.IsFinite(values[t]) || values[t] < least)
                throw new ArgumentException($"{name}[{t}] ({Grid.StartOf(t):O}): expected a finite number >= {least}, was {values[t]}.", name);
        }
    }
}
