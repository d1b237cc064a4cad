using System.Globalization;
using Bess.Cli.Reports.Svg;

namespace Bess.Cli.Reports.Backtests;

/// <summary>Mean against tail risk over the risk weight.</summary>
internal static class FrontierSection
{
    public static void Write(HtmlPage page, BacktestReportData data)
    {
        if (data.Frontier.Count == 0)
            return;
        page.Heading("Efficient frontier");
        page.Drawing(Svg(data.Frontier, data.Currency));
        page.Table("Table", Columns(data.Currency), data.Frontier.Select(Row));
    }

    /// <summary>Titles of the columns that <see cref="Row"/> fills.</summary>
    public static string[] Columns(string currency) => ["λ", $"Mean [{currency} a day]", $"CVaR of loss [{currency} a day]", "Efficient"];

    /// <summary>A point as cells.</summary>
    public static IReadOnlyList<string> Row(FrontierRow row) =>
    [
        row.Lambda.ToString(CultureInfo.InvariantCulture), MoneySections.Amount(row.MeanPerDay), MoneySections.Amount(row.ConditionalValueAtRisk), row.IsEfficient ? "yes" : "no",
    ];

    /// <summary>The frontier as a drawing.</summary>
    public static string Svg(IReadOnlyList<FrontierRow> rows, string currency)
    {
        var across = LinearAxis.Over(rows.Select(row => row.ConditionalValueAtRisk), $"CVaR of daily loss [{currency}]");
        var axis = LinearAxis.Over(rows.Select(row => row.MeanPerDay), $"Mean net [{currency} a day]");
        (double, double)[] Points(Func<FrontierRow, bool> which) =>
            [.. rows.Where(which).OrderBy(row => row.ConditionalValueAtRisk).Select(row => (row.ConditionalValueAtRisk, row.MeanPerDay))];
        return new Plot(across, 320).Line(Points(row => row.IsEfficient), axis, "s1", "efficient").Dots(Points(row => !row.IsEfficient), axis, "s2", "dominated")
            .Draw("Mean net against conditional value at risk, over the risk weight", axis);
    }
}

/// <summary>A point of the efficient frontier; amounts a day.</summary>
/// <param name="Lambda">Weight of the CVaR of loss in the plans.</param>
/// <param name="MeanPerDay">Mean net.</param>
/// <param name="ConditionalValueAtRisk">Mean loss of the worst days.</param>
/// <param name="IsEfficient">Whether no other point is better in both.</param>
internal sealed record FrontierRow(double Lambda, double MeanPerDay, double ConditionalValueAtRisk, bool IsEfficient);
