using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Running;
using Bess.Cli.Rendering;
using Bess.Domain.Json;
using Bess.Reports.Backtests;

namespace Bess.Cli.Commands.Backtest;

/// <summary>Shows a finished backtest.</summary>
internal static class BacktestRenderer
{
    public static void Render(FinishedBacktest data, BacktestDocument document, OutputFormat format, TextWriter output) =>
        Rendered.Write(format, output, () => document, () => output.Write(DaysCsv.Text(data.Outcome)), () => Table(data, document, output));

    /// <summary>Says that decisions rested on what was not known yet, and gives the exit code for it; no figure is shown.</summary>
    public static int Leak(LeakageCertificate certificate, OutputFormat format, CliContext context)
    {
        if (format == OutputFormat.Json)
        {
            context.Out.WriteLine(JsonSerializer.Serialize(
                new { kind = "leak", schemaVersion = BessJson.SchemaVersion, statement = certificate.Statement, checkedDays = certificate.CheckedDays, leakingDays = certificate.LeakingDays },
                BessJson.Indented));
        }

        var days = string.Join(", ", certificate.LeakingDays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        context.Error.WriteLine($"The decisions of {days} changed when values known only later were permuted: this is a leak, and no figure of the run is given. Please report it.");
        return ExitCode.Internal;
    }

    private static void Table(FinishedBacktest data, BacktestDocument result, TextWriter output)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        void Line(string label, string value) => output.Write($"{label,-26} {value}".TrimEnd() + "\n");
        void Money(string label, decimal total, double perMwYear) => output.Write(Text($"{label,-26} {total,18:#,##0.00} {perMwYear,18:#,##0.00}\n"));
        output.Write(Text($"{result.Strategy} in {result.Zone}, {result.From:yyyy-MM-dd} to {result.To:yyyy-MM-dd}, {result.Days} days\n"));
        if (!result.IsTradable)
            output.Write("NOT TRADABLE: this strategy is given the prices that came; it is a yardstick\n");
        if (result.IsSynthetic)
            output.Write("SYNTHETIC: the prices were made up by a program\n");
        output.Write($"\n{result.Currency,-26} {"run",18} {"per MW and year",18}\n");
        Money("net", result.Net, result.NetPerMwYear);
        foreach (var (name, total) in result.StreamTotals.Where(stream => stream.Value != 0))
            Money($"  {StreamWords.Of(name)}", total, result.Streams[name]);
        Money("ceiling", result.Ceiling, result.CeilingPerMwYear);
        if (result.IdleNet is { } idle)
        {
            Money("gain over an idle battery", result.Net - idle, result.GainPerMwYear ?? double.NaN);
            output.Write("\n");
            Line("MWh", Text($"{Number(result.ImportMwh ?? 0)} imported, {Number(result.ExportMwh ?? 0)} exported, {Number(result.CurtailedMwh ?? 0)} curtailed"));
        }

        output.Write("\n");
        Line("capture", $"{Percent(result.Capture)}  ({Percent(result.CaptureLow)} … {Percent(result.CaptureHigh)} at {Percent(result.CaptureLevel)})");
        Line("ceiling's rules", Printable.Line(result.CeilingRules));
        Line("worst day", Text($"{result.WorstDay:#,##0.00} {result.Currency} on {result.WorstDayDate:yyyy-MM-dd}"));
        Line("largest drawdown", Text($"{result.MaxDrawdown:#,##0.00} {result.Currency}"));
        Line("VaR, CVaR of daily loss", Text($"{Number(result.ValueAtRisk)}, {Number(result.ConditionalValueAtRisk)} {result.Currency}, worst 5 % of days"));
        Line("Sharpe ratio", Number(result.Sharpe));
        Line("cycles a day", Text($"{Number(result.CyclesPerDay)} of the window, {Number(result.NameplateCyclesPerDay)} of the nameplate"));
        if (result.Expectation.Days > 0)
            Line("expected − realised", Text($"{Number(result.Expectation.Bias)} {result.Currency} a day on {result.Expectation.Days} days"));
        Line("leakage", Leakage(data));
        foreach (var (rule, days) in result.Rules)
            Line("rule", Text($"{Printable.Line(rule)}: on {days} days"));
        foreach (var note in result.Notes)
            Line("note", Printable.Line(note));
        Line("ledger", result.LedgerHash);
        if (result.Folder is { } folder)
            Line("folder", folder);
        Line("seconds", Text($"{result.Seconds:0.0}"));
    }

    private static string Leakage(FinishedBacktest data) =>
        !data.IsTradable ? "the strategy sees the future by design"
        : data.Outcome.Leakage.IsClean ? string.Create(CultureInfo.InvariantCulture, $"none on {data.Outcome.Leakage.CheckedDays.Count} days checked")
        : "not checked";

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("#,##0.00", CultureInfo.InvariantCulture) : "-";

    private static string Percent(double share) => double.IsFinite(share) ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %") : "-";
}
