using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;

namespace Bess.Reports.Backtests;

/// <summary>A frontier as a page of its own: the section that the report of a backtest has.</summary>
public static class FrontierReport
{
    /// <summary>The page.</summary>
    /// <param name="backtest">What was run at each weight.</param>
    /// <param name="points">The frontier; at least one point.</param>
    public static string Text(LoadedBacktest backtest, IReadOnlyList<FrontierPoint> points)
    {
        ArgumentNullException.ThrowIfNull(backtest);
        ArgumentNullException.ThrowIfNull(points);
        var request = backtest.Request;
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var page = new HtmlPage(writer);
        page.Begin(string.Create(CultureInfo.InvariantCulture, $"Frontier of {request.Strategy} in {request.Market.Zone}, {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}"));
        if (backtest.IsSynthetic)
            page.Status("Synthetic", "The prices are synthetic: made up by a program, never traded.");
        FrontierSection.Write(page, points, request.Market.Currency.Code);
        if (backtest.Notes.Count > 0)
            page.List(backtest.Notes);
        page.End();
        return writer.ToString();
    }
}
