namespace Bess.Scheduling.Checking;

/// <summary>What a plan says about its connection; MW, one a step.</summary>
public sealed record ConnectionClaim
{
    /// <summary>Import.</summary>
    public required IReadOnlyList<double> ImportMw { get; init; }

    /// <summary>Export.</summary>
    public required IReadOnlyList<double> ExportMw { get; init; }

    /// <summary>Curtailed solar power.</summary>
    public required IReadOnlyList<double> CurtailedMw { get; init; }

    /// <summary>Solar power offered.</summary>
    public required IReadOnlyList<double> SolarMw { get; init; }

    /// <summary>Load.</summary>
    public required IReadOnlyList<double> LoadMw { get; init; }

    /// <summary>Largest import, MW.</summary>
    public required double ImportLimitMw { get; init; }

    /// <summary>Largest export, MW.</summary>
    public required double ExportLimitMw { get; init; }
}
