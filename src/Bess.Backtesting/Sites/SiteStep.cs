namespace Bess.Backtesting.Sites;

/// <summary>What the connection does once sun, load and battery are what they are.</summary>
/// <remarks>
/// As little sun is curtailed as the export limit asks for. Where an export would cost money, all surplus is curtailed; where an import
/// is paid for, all sun that the import limit can replace. So curtailment is the best for the battery's power, and import and export
/// are never both.
/// </remarks>
internal readonly record struct SiteStep(double ImportMw, double ExportMw, double CurtailedMw, string Rule)
{
    public const string NoRule = "";
    public const string ExportLimit = "sun curtailed: the export limit";
    public const string ExportCosts = "sun curtailed: an export would have cost money";
    public const string ImportPaid = "sun curtailed: an import was paid for";

    private const double Rounding = 1e-12;

    /// <summary>Power that the battery may have so that the connection's limits can be met, MW.</summary>
    public static (double Least, double Most) Window(Site site, double solarMw, double loadMw) =>
        (Math.Min(0, loadMw - solarMw - site.ImportLimitMw), loadMw + site.ExportLimitMw);

    public static SiteStep Of(Site site, double pricePerMwh, double solarMw, double loadMw, double powerMw)
    {
        var need = loadMw - powerMw;
        var least = Math.Clamp(solarMw - need - site.ExportLimitMw, 0, solarMw);
        var most = Math.Clamp(site.ImportLimitMw - need + solarMw, least, solarMw);
        var (buy, sell) = (pricePerMwh + site.ImportFeePerMwh, pricePerMwh - site.ExportFeePerMwh);
        var (curtailed, rule) = sell >= 0 ? (least, ExportLimit)
            : buy >= 0 ? (Math.Clamp(solarMw - need, least, most), ExportCosts)
            : (most, ImportPaid);
        var net = need - solarMw + curtailed;
        if (Math.Abs(net) < Rounding)
            net = 0;
        return new SiteStep(Math.Max(0, net), Math.Max(0, -net), curtailed, curtailed > 0 ? rule : NoRule);
    }
}
