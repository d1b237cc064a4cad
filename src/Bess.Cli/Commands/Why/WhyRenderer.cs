using System.Globalization;
using Bess.Cli.Rendering;
using Bess.Domain.Json;
using Bess.Domain.Time;
using Bess.Reports;
using Bess.Scheduling.Explaining;

namespace Bess.Cli.Commands.Why;

/// <summary>Shows reasons.</summary>
internal static class WhyRenderer
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static void Render(WhyResult result, OutputFormat format, TextWriter output) =>
        Rendered.Write(format, output, () => Document(result), () => Csv(result, output), () => Table(result, output));

    private static IEnumerable<IntervalReason> Shown(WhyResult result) =>
        result.Explanation.Intervals.Where(reason => result.Step is null || reason.Step == result.Step);

    private static object Document(WhyResult result)
    {
        var told = result.Explanation;
        return new
        {
            kind = "reasons",
            schemaVersion = BessJson.SchemaVersion,
            agent = told.Agent.Value,
            currency = told.Currency.Code,
            status = told.Status,
            isExplained = told.IsExplained,
            summary = told.Summary,
            basis = told.Basis,
            riskScale = told.RiskScale,
            planCost = told.PlanCost,
            lowerBound = told.LowerBound,
            gap = told.Gap,
            relativeGap = told.RelativeGap,
            findings = told.Audit.Findings,
            intervals = Shown(result).Select(reason => Interval(reason)).ToArray(),
        };
    }

    private static object Interval(IntervalReason reason) => new
    {
        step = reason.Step,
        startUtc = UtcText.Of(reason.Start),
        action = reason.Action,
        powerMw = reason.PowerMw,
        energyAfterMwh = reason.EnergyAfterMwh,
        expectedPricePerMwh = reason.ExpectedPricePerMwh,
        couplingPricePerMwh = reason.CouplingPricePerMwh,
        effectivePricePerMwh = reason.EffectivePricePerMwh,
        storedEnergyValuePerMwh = reason.StoredEnergyValuePerMwh,
        chargeBreakEvenPerMwh = reason.ChargeBreakEvenPerMwh,
        dischargeBreakEvenPerMwh = reason.DischargeBreakEvenPerMwh,
        marginPerMwh = reason.MarginPerMwh,
        isStrict = reason.IsStrict,
        bindingLimits = reason.BindingLimits,
        markets = reason.Markets,
        nextBestMarket = reason.NextBestMarket,
        opposite = reason.Opposite,
        gapShare = reason.GapShare,
        sentence = reason.Sentence,
    };

    private static void Csv(WhyResult result, TextWriter output)
    {
        var unit = result.Explanation.Currency.Code.ToLowerInvariant();
        output.Write($"timestamp_utc,action,power_mw,energy_after_mwh,expected_price_{unit}_per_mwh,coupling_price_{unit}_per_mwh,effective_price_{unit}_per_mwh,"
            + $"stored_energy_value_{unit}_per_mwh,charge_break_even_{unit}_per_mwh,discharge_break_even_{unit}_per_mwh,margin_{unit}_per_mwh,strict,binding_limits,"
            + $"next_best_market,opposite_cost_{unit},gap_share_{unit}\n");
        foreach (var reason in Shown(result))
        {
            string[] cells =
            [
                UtcText.Of(reason.Start), reason.Action.ToString(), Number(reason.PowerMw), Number(reason.EnergyAfterMwh), Number(reason.ExpectedPricePerMwh),
                Number(reason.CouplingPricePerMwh), Number(reason.EffectivePricePerMwh), Number(reason.StoredEnergyValuePerMwh), Number(reason.ChargeBreakEvenPerMwh),
                Number(reason.DischargeBreakEvenPerMwh), Number(reason.MarginPerMwh), reason.IsStrict ? "1" : "0", Limits(reason, " "),
                reason.NextBestMarket?.Market ?? "", reason.Opposite?.Cost is { } cost ? Number(cost) : "", Number(reason.GapShare),
            ];
            output.Write(string.Join(',', cells) + "\n");
        }
    }

    private static void Table(WhyResult result, TextWriter output)
    {
        var told = result.Explanation;
        output.Write(Printable.Line($"{told.Agent}: {told.Summary}") + "\n");
        if (result.Step is not null)
        {
            foreach (var reason in Shown(result))
                One(result, reason, output);
            return;
        }

        if (told.Intervals.Count == 0)
            return;
        output.Write($"\n{string.Join("  ", HorizonText.Columns(result.Zone)),-40} {"action",-9} {"MW",8} {"price",9} {"charge <",9} {"disch. >",9} {"stored",9} {"opposite",9}  limits\n");
        foreach (var reason in told.Intervals)
        {
            var opposite = reason.Opposite?.Cost is { } cost ? cost.ToString("0.00", Plain) : "-";
            output.Write(string.Create(
                Plain,
                $"{When(result, reason),-40} {reason.Action,-9} {Zero(reason.PowerMw, 3),8:0.000} {reason.EffectivePricePerMwh,9:0.00} {reason.ChargeBreakEvenPerMwh,9:0.00} {reason.DischargeBreakEvenPerMwh,9:0.00} {reason.StoredEnergyValuePerMwh,9:0.00} {opposite,9}  {Limits(reason, ", ")}\n"));
        }

        output.Write($"\nPrices in {told.Currency.Code}/MWh: effective price, break-even of charging and discharging, worth of a MWh in store; opposite: what it would cost, {told.Currency.Code}.\n");
    }

    private static void One(WhyResult result, IntervalReason reason, TextWriter output)
    {
        var unit = $"{result.Explanation.Currency.Code}/MWh";
        output.Write($"\n{When(result, reason)}\n{Printable.Line(reason.Sentence)}\n\n");
        foreach (var (label, value) in new[]
        {
            ("expected price", reason.ExpectedPricePerMwh), ("coupling's part", reason.CouplingPricePerMwh), ("effective price", reason.EffectivePricePerMwh),
            ("charging pays below", reason.ChargeBreakEvenPerMwh), ("discharging pays above", reason.DischargeBreakEvenPerMwh), ("worth of a MWh in store", reason.StoredEnergyValuePerMwh),
        })
        {
            output.Write(string.Create(Plain, $"{label,-28} {Zero(value, 2),12:0.00} {unit}\n"));
        }

        foreach (var limit in reason.BindingLimits)
        {
            var name = limit.Kind + (limit.Subject.Length > 0 ? $" ({limit.Subject})" : "");
            var per = limit.Unit == "MW" ? "a MW and hour" : "a MWh";
            output.Write(Printable.Line(string.Create(Plain, $"limit {name}: {limit.Limit:0.###} {limit.Unit}, one more is worth {Zero(limit.ShadowPrice, 2):0.00} {result.Explanation.Currency.Code} {per}")) + "\n");
        }

        foreach (var market in reason.Markets.Where(_ => reason.Markets.Count > 1))
        {
            output.Write(Printable.Line(string.Create(
                Plain, $"market {market.Market}: {Zero(market.PositionMw, 3):0.###} MW, {(market.IsPurchase ? "costs" : "pays")} {Math.Abs(market.PaysPerMwHour):0.00}, leaves {Zero(market.GainPerMwHour, 2):0.00} a MW and hour")) + "\n");
        }
    }

    private static string When(WhyResult result, IntervalReason reason) => string.Join("  ", HorizonText.Instants(result.Explanation.Grid, reason.Step, result.Zone));

    private static string Limits(IntervalReason reason, string separator) => string.Join(separator, reason.BindingLimits.Select(limit => limit.Kind.ToString()).Distinct());

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", Plain) : "";

    // Adding zero makes a rounded minus zero a plain one.
    private static double Zero(double value, int digits) => Math.Round(value, digits) + 0.0;
}
