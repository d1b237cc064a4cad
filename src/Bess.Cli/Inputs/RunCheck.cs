using Bess.Domain;

namespace Bess.Cli.Inputs;

/// <summary>Whether a specification says everything that a run needs.</summary>
internal static class RunCheck
{
    /// <summary>What is lacking, in the words of the command line; null when nothing is.</summary>
    public static string? Lacking(RunSpecification specification)
    {
        if (specification.FleetPath is null && specification.PowerPlant is null)
            return "--fleet FILE, or a FOLDER whose run.json names one; or --server URL with --vpp NAME for the batteries that are enrolled there";
        if (PricesLacking(specification) is { } prices)
            return prices;
        return specification.Commitments.Count == 0 && specification.Limits.Count == 0
            ? "at least one --commitment FILE or --limit GROUP=LOWER..UPPER; without one nothing couples the batteries (see bess optimize)"
            : null;
    }

    /// <summary>What is lacking to say which prices are planned against; null when nothing is.</summary>
    public static string? PricesLacking(RunSpecification specification)
    {
        if (specification.PricesPath is not null || specification.ScenariosPath is not null)
            return null;
        if (specification.ZoneName is null)
            return "--prices FILE, --scenarios-file FILE or --zone ZONE --day YYYY-MM-DD, or a FOLDER whose run.json names them";
        if (specification.Day is null && (specification.ForecastPath is null || specification.AsOf is null))
            return specification.ForecastPath is null ? "--day YYYY-MM-DD with --zone" : "--day YYYY-MM-DD or --as-of INSTANT with --forecast";
        return null;
    }

    /// <summary>The specification, or what it lacks as a fault.</summary>
    public static Validated<RunSpecification> Complete(RunSpecification specification) => Lacking(specification) is { } lacking
        ? Validated<RunSpecification>.FromFault(new Fault(RunFile.FileName, "", lacking, "nothing"))
        : Validated<RunSpecification>.FromValue(specification);
}
