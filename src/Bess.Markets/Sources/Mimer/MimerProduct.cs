using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Mimer;

/// <summary>A reserve product in a table: its two columns and the names of its two series.</summary>
internal sealed record MimerProduct(string Stem, int Price, int Volume)
{
    private static readonly (string Stem, string Price, string Volume)[] Export =
    [
        ("fcr_n", "FCR-N Pris (EUR/MW)", "Total"),
        ("fcr_d_up", "FCR-D upp Pris (EUR/MW)", "Total FCRD upp"),
        ("fcr_d_down", "FCR-D ned Pris (EUR/MW)", "Total FCRD ned"),
    ];

    private static readonly string[] Stems = ["fcr_n", "fcr_d_up", "fcr_d_down", "afrr_up", "afrr_down", "mfrr_cm_up", "mfrr_cm_down"];

    public string PriceName => $"{Stem}_eur_per_mw_h";

    public string VolumeName => $"{Stem}_volume_mw";

    /// <summary>The products of a table; the export must have all three, a normalised table at least one, each with price and volume.</summary>
    public static List<MimerProduct> Of(DelimitedTable table, bool isExport, DocumentFaults faults)
    {
        var names = isExport ? Export : Array.ConvertAll(Stems, stem => (stem, $"{stem}_price_eur_mw", $"{stem}_volume_mw"));
        var products = new List<MimerProduct>();
        foreach (var (stem, price, volume) in names)
        {
            if (!isExport && table.Find(price) < 0 && table.Find(volume) < 0)
                continue;
            var (priceIndex, volumeIndex) = (table.Require(price), table.Require(volume));
            if (priceIndex >= 0 && volumeIndex >= 0)
                products.Add(new MimerProduct(stem, priceIndex, volumeIndex));
        }

        if (products.Count == 0 && !faults.Any)
            faults.Add(table.HeaderLine, "header", "columns such as fcr_n_price_eur_mw and fcr_n_volume_mw", string.Join(", ", table.Header));
        return products;
    }
}
