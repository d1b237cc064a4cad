using Bess.Domain;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Markets.Sources.Csv;

/// <summary>Reads capacity prices of a reserve product: <c>timestamp_utc</c> and one column like <c>fcr_n_eur_per_mw_h</c>.</summary>
/// <remarks>A blank cell is a step in which nothing can be sold. The rows may reach beyond the grid but must cover it, in its step.</remarks>
public static class ReservePriceCsv
{
    private const string Suffix = "_per_mw_h";

    /// <summary>Reads a file on a grid.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="grid">The intervals wanted.</param>
    /// <param name="currency">The currency wanted.</param>
    /// <param name="product">Name of the product, such as FCR-D up: chooses <c>fcr_d_up_eur_per_mw_h</c> where there are several columns.</param>
    /// <returns>Currency per MW and hour of each interval, NaN where the cell is blank; or all faults.</returns>
    public static Validated<double[]> Read(string path, TimeGrid grid, Currency currency, string product)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentException.ThrowIfNullOrEmpty(product);
        var ending = $"_{currency.Code}{Suffix}".ToLowerInvariant();
        var own = product.ToLowerInvariant().Replace(' ', '_').Replace('-', '_') + ending;
        return ColumnOnGrid.Read(CsvTable.Read(path), grid, own, ending, blankAllowed: true);
    }
}
