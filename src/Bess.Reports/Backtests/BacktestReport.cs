using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Reports.Svg;

namespace Bess.Reports.Backtests;

/// <summary>report.html of a backtest: one self-contained page, drawings without script, a table behind each.</summary>
public static class BacktestReport
{
    private const int RulesListed = 200;

    /// <summary>The page.</summary>
    /// <param name="data">The run with its figures.</param>
    public static string Text(FinishedBacktest data)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Write(data, writer);
        return writer.ToString();
    }

    /// <summary>Writes the page.</summary>
    /// <param name="data">The run with its figures.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(FinishedBacktest data, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(writer);
        var request = data.Outcome.Request;
        var page = new HtmlPage(writer);
        page.Begin(string.Create(CultureInfo.InvariantCulture, $"Backtest of {request.Strategy} in {request.Market.Zone}, {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}"));
        Summary(page, data);
        DispatchSections.Weeks(page, data);
        DispatchSections.Energy(page, data);
        MoneySections.Cumulative(page, data);
        StreamSections.Months(page, data);
        StreamSections.Contribution(page, data);
        StreamSections.Tail(page, data);
        MoneySections.Expectation(page, data);
        FrontierSection.Write(page, data.Frontier, data.Currency);
        Ceiling(page, data);
        Leakage(page, data);
        Rules(page, data);
        page.End();
    }

    private static void Summary(HtmlPage page, FinishedBacktest data)
    {
        var (figures, request, currency) = (data.Summary, data.Outcome.Request, data.Currency);
        var battery = request.Plant.Battery;
        if (!data.IsTradable)
            page.Status("Not tradable", "This strategy is given the prices that came. It is a yardstick: nobody can earn this.");
        if (data.IsSynthetic)
            page.Status("Synthetic", "The prices are synthetic: made up by a program, never traded.");
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"{data.Days.Count} days of {request.Market.Zone} ({data.Clock} time), battery {battery.Id}: {battery.DischargeLimit.Mw:0.####} MW discharge, {battery.ChargeLimit.Mw:0.####} MW charge, {battery.Capacity.Mwh:0.####} MWh, efficiency {battery.ChargeEfficiency.Value:0.####} · {battery.DischargeEfficiency.Value:0.####}, wear {battery.DegradationCost.PerMwh:0.####} {currency}/MWh. Decided at {request.Market.Gate}. Power above zero is discharge."), "soft");
        page.Cards(
        [
            ("Net per MW and year", Money(figures.NetPerMwYear, currency)),
            ("Ceiling per MW and year", Money(figures.CeilingPerMwYear, currency)),
            ("Capture", Percent(figures.Capture)),
            (string.Create(CultureInfo.InvariantCulture, $"{figures.CaptureLevel * 100:0.#} % interval of capture"),
                double.IsFinite(figures.CaptureLow) ? $"{Percent(figures.CaptureLow)} … {Percent(figures.CaptureHigh)}" : "none"),
            ("Net", Money((double)figures.Net, currency)),
            (string.Create(CultureInfo.InvariantCulture, $"Worst day, {figures.WorstDayDate:yyyy-MM-dd}"), Money((double)figures.WorstDay, currency)),
            ("Largest drawdown", Money((double)figures.MaxDrawdown, currency)),
            ("Sharpe ratio", SvgText.Value(figures.Sharpe, 4)),
            ("Cycles a day", SvgText.Value(figures.CyclesPerDay, 4)),
            ("Leakage", LeakageWord(data)),
        ]);
        if (data.Notes.Count > 0)
            page.List(data.Notes);
    }

    private static void Ceiling(HtmlPage page, FinishedBacktest data)
    {
        page.Heading("The ceiling");
        page.Paragraph($"Perfect foresight under the same rules: {data.Outcome.Ceiling.Rules}");
        page.Paragraph($"{Money((double)data.Outcome.Ceiling.Net, data.Currency)} on {data.Days.Count} days; the run reached {Percent(data.Summary.Capture)} of it.");
    }

    private static void Leakage(HtmlPage page, FinishedBacktest data)
    {
        var certificate = data.Outcome.Leakage;
        page.Heading("Leakage certificate");
        page.Status(LeakageWord(data), certificate.Statement);
        page.Paragraph(certificate.CheckedDays.Count == 0 ? "No day was checked." : $"Checked: {Days(certificate.CheckedDays)}.");
        if (certificate.LeakingDays.Count > 0)
            page.Paragraph($"Decisions changed: {Days(certificate.LeakingDays)}.");
        page.Paragraph($"Ledger: {data.Outcome.LedgerHash}", "soft");
    }

    private static void Rules(HtmlPage page, FinishedBacktest data)
    {
        page.Heading("Rules applied");
        if (data.Summary.Rules.Count == 0)
        {
            page.Paragraph("None: no value was missing and no plan failed.");
            return;
        }

        page.List(data.Summary.Rules.Take(RulesListed).Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Rule}: on {rule.Days} days")));
        page.Table(
            "Table: by day", ["Day", "Rules"],
            data.Days.Where(day => day.Rules.Count > 0).Select(day => (IReadOnlyList<string>)
                [day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), string.Join("; ", day.Rules)]));
    }

    private static string LeakageWord(FinishedBacktest data) =>
        !data.IsTradable ? "sees the future by design"
        : data.Outcome.Leakage.LeakingDays.Count > 0 ? "FOUND"
        : data.Outcome.Leakage.IsClean ? "none found" : "not checked";

    private static string Days(IReadOnlyList<DateOnly> days) => string.Join(", ", days.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static string Money(double amount, string currency) => RoundReport.Money(amount, currency);

    private static string Percent(double share) => double.IsFinite(share) ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %").Replace('-', '\u2212') : "–";
}
