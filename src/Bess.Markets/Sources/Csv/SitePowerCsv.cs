using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>Reads the power of a roof or a load of one site: <c>timestamp_utc</c> and one column like <c>solar_mw</c>, MW ≥ 0.</summary>
/// <remarks>No cell may be blank. The rows may reach beyond the grid but must cover it, in its step.</remarks>
public static class SitePowerCsv
{
    private const string Ending = "_mw";

    /// <summary>Reads a file on a grid.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="grid">The intervals wanted.</param>
    /// <param name="name"><c>solar</c> or <c>load</c>: chooses <c>solar_mw</c> where there are several columns.</param>
    /// <param name="peakMw">Most that it may be, MW; null for any power.</param>
    /// <returns>MW of each interval, or all faults.</returns>
    public static Validated<double[]> Read(string path, TimeGrid grid, string name, double? peakMw = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ColumnOnGrid.Read(CsvTable.Read(path), grid, name + Ending, Ending, blankAllowed: false, value => value switch
        {
            < 0 => "a number >= 0",
            _ when value > peakMw => string.Create(CultureInfo.InvariantCulture, $"at most the peak of the site, {peakMw} MW"),
            _ => null,
        });
    }
}
