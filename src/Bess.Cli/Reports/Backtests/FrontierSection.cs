using System.Globalization;
using Bess.Backtesting.Experiments;
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
    public static string[] Columns(string currency) => ["λ", $"Mean [{currency} a day]", $"CVaR of loss [{currency} a day]", $"Net per MW and year [{currency}]", "Efficient"];

    /// <summary>A point as cells.</summary>
    public static IReadOnlyList<string> Row(FrontierPoint point) =>
    [
        point.Lambda.ToString(CultureInfo.InvariantCulture), MoneySections.Amount(point.MeanNet), MoneySections.Amount(point.TailLoss),
        MoneySections.Amount(point.NetPerMwYear), point.IsDominated ? "no" : "yes",
    ];

    /// <summary>The frontier as a drawing.</summary>
    public static string Svg(IReadOnlyList<FrontierPoint> points, string currency)
    {
        var across = LinearAxis.Over(points.Select(point => point.TailLoss), $"CVaR of daily loss [{currency}]");
        var axis = LinearAxis.Over(points.Select(point => point.MeanNet), $"Mean net [{currency} a day]");
        (double, double)[] Of(bool dominated) =>
            [.. points.Where(point => point.IsDominated == dominated).OrderBy(point => point.TailLoss).Select(point => (point.TailLoss, point.MeanNet))];
        var plot = new Plot(across, 320).Line(Of(dominated: false), axis, "s1", "efficient");
        if (points.Any(point => point.IsDominated))
            plot.Dots(Of(dominated: true), axis, "s2", "dominated");
        return plot.Draw("Mean net against conditional value at risk, over the risk weight", axis);
    }
}
