using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Reports.Svg;

namespace Bess.Reports.Backtests;

/// <summary>Mean against tail risk over the risk weight.</summary>
public static class FrontierSection
{
    internal static void Write(HtmlPage page, FinishedBacktest data)
    {
        if (data.Frontier.Count == 0)
            return;
        page.Heading("Efficient frontier");
        page.Drawing(Svg(data.Frontier, data.Currency));
        page.Table("Table", Columns(data.Currency), data.Frontier.Select(Row));
    }

    /// <summary>Titles of the columns that <see cref="Row"/> fills.</summary>
    internal static string[] Columns(string currency) => ["λ", $"Mean [{currency} a day]", $"CVaR of loss [{currency} a day]", $"Net per MW and year [{currency}]", "Efficient"];

    /// <summary>A point as cells.</summary>
    internal static IReadOnlyList<string> Row(FrontierPoint point) =>
    [
        point.Lambda.ToString(CultureInfo.InvariantCulture), MoneySections.Amount(point.MeanNet), MoneySections.Amount(point.TailLoss),
        MoneySections.Amount(point.NetPerMwYear), point.IsDominated ? "no" : "yes",
    ];

    /// <summary>The drawing as a file of its own, with the style of the reports.</summary>
    /// <param name="points">Its points.</param>
    /// <param name="currency">Code of the currency.</param>
    public static string SvgFile(IReadOnlyList<FrontierPoint> points, string currency)
    {
        var svg = Svg(points, currency);
        var end = svg.IndexOf('>', StringComparison.Ordinal);
        return svg[..end].Replace("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"", StringComparison.Ordinal) + $">\n<style>{ReportStyle.Css}</style>" + svg[(end + 1)..];
    }

    /// <summary>The frontier as a drawing.</summary>
    /// <param name="points">Its points.</param>
    /// <param name="currency">Code of the currency.</param>
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
