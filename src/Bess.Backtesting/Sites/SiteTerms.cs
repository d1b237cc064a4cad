using System.Text.Json;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Markets.Settlement;

namespace Bess.Backtesting.Sites;

/// <summary>What the settlement of a site and its check reckon with.</summary>
internal sealed record SiteTerms(
    double ImportLimitMw, double ExportLimitMw, double ImportFeePerMwh, double ExportFeePerMwh, double ThroughputWearPerMwh, double DischargeWearPerMwh)
{
    public static SiteTerms Of(Site site)
    {
        var wear = RealPlant.WearOf(site.Plant);
        return new SiteTerms(
            site.ImportLimitMw, site.ExportLimitMw, site.ImportFeePerMwh, site.ExportFeePerMwh, wear.ThroughputPerMwh, wear.DischargedPerMwh);
    }

    /// <summary>The site in the first entry of a ledger.</summary>
    public static void Write(Utf8JsonWriter writer, Site site)
    {
        writer.WriteStartObject("site");
        writer.Number("importLimitMw", site.ImportLimitMw);
        writer.Number("exportLimitMw", site.ExportLimitMw);
        writer.Number("importFeePerMwh", site.ImportFeePerMwh);
        writer.Number("exportFeePerMwh", site.ExportFeePerMwh);
        foreach (var (name, profile) in new[] { ("solar", site.Solar), ("load", site.Load) })
        {
            writer.WriteString($"{name}Series", profile?.Series.ToString());
            writer.Number($"{name}PeakMw", profile?.PeakMw ?? 0);
            writer.Number($"{name}SeriesPeakMw", profile?.SeriesPeakMw ?? double.NaN);
        }

        writer.WriteEndObject();
    }

    /// <summary>The terms in the first entry of a ledger; null when it is not of a site.</summary>
    public static SiteTerms? Read(JsonElement run) => !run.TryGetProperty("site", out var site) ? null : new SiteTerms(
        site.Number("importLimitMw"), site.Number("exportLimitMw"), site.Number("importFeePerMwh"), site.Number("exportFeePerMwh"),
        run.GetProperty("plant").Number("throughputWearPerMwh"), run.GetProperty("plant").Number("dischargeWearPerMwh"));

    /// <summary>Money of a day by stream, each rounded once to cents. A step without a price has no money but wear.</summary>
    public Dictionary<string, decimal> Streams(SiteFlows flows, double[] pricePerMwh, double[] meteredMw, double[] depthWear, TimeSpan step)
    {
        var hours = SettlementMoney.Hours(step);
        decimal import = 0, export = 0, fees = 0, wear = 0;
        for (var t = 0; t < pricePerMwh.Length; t++)
        {
            var price = SettlementMoney.Known(pricePerMwh[t]) ?? 0;
            var (bought, sold, metered) = (hours * (decimal)flows.ImportMw[t], hours * (decimal)flows.ExportMw[t], hours * (decimal)meteredMw[t]);
            import -= bought * price;
            export += sold * price;
            fees -= (bought * (decimal)ImportFeePerMwh) + (sold * (decimal)ExportFeePerMwh);
            wear -= (Math.Abs(metered) * (decimal)ThroughputWearPerMwh) + (Math.Max(0, metered) * (decimal)DischargeWearPerMwh) + (decimal)depthWear[t];
        }

        return new Dictionary<string, decimal>
        {
            [StreamName.Import] = SettlementMoney.Cents(import),
            [StreamName.Export] = SettlementMoney.Cents(export),
            [StreamName.Fees] = SettlementMoney.Cents(fees),
            [StreamName.Wear] = SettlementMoney.Cents(wear),
        };
    }
}
