using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Cli.Rendering;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;

namespace Bess.Cli.Commands.Value;

/// <summary>Shows the value of coordination.</summary>
internal static class CoordinationRenderer
{
    public static void Render(LoadedBacktest backtest, Fleet fleet, ValueOfCoordination value, OutputFormat format, TextWriter output) =>
        Rendered.Write(format, output, () => Document(backtest, fleet, value), () => Csv(value, output), () => Table(backtest, fleet, value, output));

    private static void Csv(ValueOfCoordination value, TextWriter output)
    {
        output.Write("day,together,alone,value\n");
        foreach (var day in value.Days)
            output.Write(Text($"{day.Day:yyyy-MM-dd},{day.Together},{day.Alone},{day.Value}\n"));
    }

    private static void Table(LoadedBacktest backtest, Fleet fleet, ValueOfCoordination value, TextWriter output)
    {
        var (request, difference) = (backtest.Request, value.Difference);
        output.Write(Text($"value of coordination by {request.Strategy} in {request.Market.Zone}, {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}, {difference.Days} days, {difference.Currency}\n"));
        if (request.Strategy == "perfect")
            output.Write("NOT TRADABLE: this strategy is given the prices that came; it is a yardstick\n");
        if (backtest.IsSynthetic)
            output.Write("SYNTHETIC: the prices were made up by a program\n");
        output.Write(Text($"\n{"battery",-22} {"MW",10} {"MWh",10} {"share [MW]",12} {"alone",16} {"together",16}\n"));
        for (var i = 0; i < fleet.Members.Count; i++)
        {
            var battery = fleet.Members[i].Battery;
            output.Write(Text($"{Printable.Line(battery.Id.Value),-22} {battery.DischargeLimit.Mw,10:0.###} {battery.Capacity.Mwh,10:0.###} {value.SharesMw[i],12:0.###} {value.AloneNets[i],16:#,##0.00} {value.TogetherNets[i],16:#,##0.00}\n"));
        }

        output.Write(Text($"{"all",-22} {fleet.Members.Sum(member => member.Battery.DischargeLimit.Mw),10:0.###} {fleet.Members.Sum(member => member.Battery.Capacity.Mwh),10:0.###} {value.LimitMw,12:0.###} {value.AloneNet,16:#,##0.00} {value.TogetherNet,16:#,##0.00}\n"));
        var ends = difference.Interval.IsKnown ? Text($"{difference.Interval.Low:#,##0} … {difference.Interval.High:#,##0} at {difference.Interval.Level * 100:0.#} %") : "-";
        output.Write(Text($"\nvalue                  {value.Value:#,##0.00} {difference.Currency}{Share(value)}\n"));
        output.Write(Text($"per MW of the limit    {difference.DifferencePerMwYear:#,##0} a year  ({ends})\n"));
        output.Write(Text($"verdict                {ValueWords.Of(difference.Verdict, "coordination")}; better on {difference.ShareOfBetterDays * 100:0.0} % of days, equal on {difference.ShareOfEqualDays * 100:0.0} %\n"));
        foreach (var note in new[] { difference.Interval.Note }.Concat(backtest.Notes).Where(note => note.Length > 0))
            output.Write($"note                   {Printable.Line(note)}\n");
    }

    private static string Share(ValueOfCoordination value) =>
        value.AloneNet > 0 ? Text($", {(double)(value.Value / value.AloneNet) * 100:0.0} % of what they earn alone") : "";

    private static object Document(LoadedBacktest backtest, Fleet fleet, ValueOfCoordination value) => new
    {
        kind = "valueOfCoordination",
        schemaVersion = BessJson.SchemaVersion,
        zone = backtest.Request.Market.Zone,
        from = backtest.Request.From,
        to = backtest.Request.To,
        strategy = backtest.Request.Strategy,
        isTradable = backtest.Request.Strategy != "perfect",
        currency = backtest.Request.Market.Currency.Code,
        isSynthetic = backtest.IsSynthetic,
        connectionLimitMw = value.LimitMw,
        days = value.Difference.Days,
        together = value.TogetherNet,
        alone = value.AloneNet,
        value = value.Value,
        valuePerMwYear = value.Difference.DifferencePerMwYear,
        valueLow = Known(value.Difference.Interval.Low),
        valueHigh = Known(value.Difference.Interval.High),
        level = value.Difference.Interval.Level,
        verdict = value.Difference.Verdict,
        shareOfBetterDays = value.Difference.ShareOfBetterDays,
        batteries = fleet.Members.Select((member, i) => new
        {
            id = member.Battery.Id.Value,
            powerMw = member.Battery.DischargeLimit.Mw,
            capacityMwh = member.Battery.Capacity.Mwh,
            shareMw = value.SharesMw[i],
            alone = value.AloneNets[i],
            together = value.TogetherNets[i],
        }),
        byDay = value.Days,
        notes = backtest.Notes,
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
