using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Frontier;

/// <summary>Shows a frontier.</summary>
internal static class FrontierRenderer
{
    public static void Render(LoadedBacktest backtest, IReadOnlyList<FrontierPoint> points, OutputFormat format, TextWriter output) =>
        Rendered.Write(format, output, () => Document(backtest, points), () => Csv(points, output), () => Table(backtest, points, output));

    private static void Csv(IReadOnlyList<FrontierPoint> points, TextWriter output)
    {
        output.Write("lambda,mean_net_per_day,cvar_of_daily_loss,net_per_mw_year,efficient\n");
        foreach (var point in points)
            output.Write(Text($"{point.Lambda},{point.MeanNet:R},{point.TailLoss:R},{point.NetPerMwYear:R},{(point.IsDominated ? 0 : 1)}\n"));
    }

    private static void Table(LoadedBacktest backtest, IReadOnlyList<FrontierPoint> points, TextWriter output)
    {
        var request = backtest.Request;
        output.Write(Text($"{request.Strategy} in {request.Market.Zone}, {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}, {request.Market.Currency.Code}\n"));
        if (backtest.IsSynthetic)
            output.Write("SYNTHETIC: the prices were made up by a program\n");
        output.Write($"\n{"lambda",8} {"mean of a day",16} {"CVaR of loss",16} {"per MW and year",18}  efficient  against the first weight, per MW and year\n");
        foreach (var point in points)
            output.Write(Text($"{point.Lambda,8:0.####} {point.MeanNet,16:#,##0.00} {point.TailLoss,16:#,##0.00} {point.NetPerMwYear,18:#,##0.00}  {(point.IsDominated ? "no" : "yes"),-9}  {Against(point)}").TrimEnd() + "\n");
    }

    private static string Against(FrontierPoint point) => point.AgainstFirst is not { } report ? ""
        : report.Interval.IsKnown ? Text($"{report.DifferencePerMwYear:#,##0} ({report.Interval.Low:#,##0} … {report.Interval.High:#,##0})")
        : Text($"{report.DifferencePerMwYear:#,##0}");

    private static object Document(LoadedBacktest backtest, IReadOnlyList<FrontierPoint> points) => new
    {
        kind = "frontier",
        schemaVersion = BessJson.SchemaVersion,
        zone = backtest.Request.Market.Zone,
        from = backtest.Request.From,
        to = backtest.Request.To,
        strategy = backtest.Request.Strategy,
        isSynthetic = backtest.IsSynthetic,
        currency = backtest.Request.Market.Currency.Code,
        points = points.Select(FrontierDocument.Of),
        notes = backtest.Notes,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
