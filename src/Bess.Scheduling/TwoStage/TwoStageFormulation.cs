using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.TwoStage;

/// <summary>The two-stage programme from its formulas.</summary>
/// <remarks>
/// <code>
/// profit_s = Δt Σ_t [ π^DA_{s,t} x_t + π^RT_{s,t} (y_{s,t} − x_t) − f^DA |x_t| − (f^RT + k) |y_{s,t} − x_t| ] − wear_s
/// min −Σ w_s profit_s + λ CVaR_α(−profit) − v E[e_T]
/// </code>
/// One column u for the upward part of a deviation does for both: u ≥ 0, u ≥ y − x and |y − x| = 2 u − (y − x), so that with the fee q a
/// step earns (π^RT + q)(y − x) − 2 q u beside π^DA x.
/// x has a path of the store of its own when it must be deliverable; that path wears nothing, because only one of the scenarios is run.
/// The first stage is shared by all scenarios, which is what makes it a decision (Birge and Louveaux 2011, Introduction to stochastic
/// programming, section 2.4: extensive form).
/// </remarks>
internal static class TwoStageFormulation
{
    public static TwoStageColumns Append(ProblemBuilder builder, TwoStageRequest request)
    {
        var columns = new TwoStageColumns { BlockSteps = request.DayAheadBlockSteps };
        var probabilities = request.RealTime.Probabilities;
        var risk = new RiskBlock(builder, probabilities, request.Risk.Lambda, request.Risk.TailShare);
        columns.Risk = risk;
        var softPrice = StorageModelFactory.SoftPriceFactor * LargestPrice(request);
        AddFirstStage(builder, request, columns, risk, softPrice);
        columns.Scenarios = new StorageColumns[probabilities.Length];
        for (var s = 0; s < probabilities.Length; s++)
        {
            columns.Scenarios[s] = AddScenario(builder, request, columns, risk, s, probabilities[s], softPrice);
            columns.ScenarioWidth = builder.Columns - columns.Scenarios[s].Charge;
        }

        return columns;
    }

    private static void AddFirstStage(
        ProblemBuilder builder, TwoStageRequest request, TwoStageColumns columns, RiskBlock risk, double softPrice)
    {
        var steps = request.Steps;
        var battery = request.Plant.Battery;
        columns.Position = builder.AddColumns(steps / request.DayAheadBlockSteps, -battery.ChargeLimit.Mw, battery.DischargeLimit.Mw);
        if (request.CommittedDayAheadMw is { } sold)
        {
            Fix(builder, columns, sold);
            builder.Constant += (1 + request.Risk.Lambda) * request.Hours * request.DayAheadFeePerMwh * sold.Sum(Math.Abs);
        }
        else if (request.IsDayAheadDeliverable)
        {
            var path = request.Plant with { End = request.Plant.End with { Values = [] } };
            var schedule = StorageBlock.Append(builder, path, steps, request.Hours, softPrice, 1, null);
            columns.Schedule = schedule;
            AddSplit(builder, request, columns, schedule.Discharge, schedule.Charge, risk);
            AddPairs(columns, request, schedule, Enumerable.Range(0, steps).Select(_ => false));
        }
        else if (request.DayAheadFeePerMwh > 0)
        {
            var sells = builder.AddColumns(steps, 0, battery.DischargeLimit.Mw);
            var buys = builder.AddColumns(steps, 0, battery.ChargeLimit.Mw);
            AddSplit(builder, request, columns, sells, buys, risk);
        }
    }

    private static void Fix(ProblemBuilder builder, TwoStageColumns columns, IReadOnlyList<double> values)
    {
        for (var t = 0; t < values.Count; t++)
            builder.Fix(columns.PositionOf(t), values[t]);
    }

    /// <summary>x = sell − buy, each with its fee.</summary>
    private static void AddSplit(ProblemBuilder builder, TwoStageRequest request, TwoStageColumns columns, int sells, int buys, RiskBlock risk)
    {
        for (var t = 0; t < request.Steps; t++)
        {
            var row = builder.AddRow(0, 0);
            builder.AddEntry(row, columns.PositionOf(t), -1);
            builder.AddEntry(row, sells + t, 1);
            builder.AddEntry(row, buys + t, -1);
            risk.AddSure(sells + t, -request.Hours * request.DayAheadFeePerMwh);
            risk.AddSure(buys + t, -request.Hours * request.DayAheadFeePerMwh);
        }
    }

    private static StorageColumns AddScenario(
        ProblemBuilder builder, TwoStageRequest request, TwoStageColumns columns, RiskBlock risk, int s, double probability, double softPrice)
    {
        var (steps, hours) = (request.Steps, request.Hours);
        var battery = request.Plant.Battery;
        var dayAhead = request.DayAheadPrices(s);
        var realTime = request.RealTime.PricesPerMwh(s);
        var storage = StorageBlock.Append(
            builder, request.Plant, steps, hours, softPrice, probability, (column, profit) => risk.Add(s, column, profit));
        var limit = request.DeviationLimitMw ?? battery.ChargeLimit.Mw + battery.DischargeLimit.Mw;
        var up = builder.AddColumns(steps, 0, limit);
        var cost = request.RealTimeFeePerMwh + request.DeviationCostPerMwh;
        columns.Upward.Add(up);
        columns.DeviationRows.Add(builder.Rows);
        for (var t = 0; t < steps; t++)
        {
            // The row is the downward part, u − (y − x).
            var row = builder.AddRow(0, limit);
            builder.AddEntry(row, up + t, 1);
            builder.AddEntry(row, storage.Discharge + t, -1);
            builder.AddEntry(row, storage.Charge + t, 1);
            builder.AddEntry(row, columns.PositionOf(t), 1);
            var volume = hours * (realTime[t] + cost);
            risk.Add(s, columns.PositionOf(t), (hours * dayAhead[t]) - volume);
            risk.Add(s, storage.Discharge + t, volume);
            risk.Add(s, storage.Charge + t, -volume);
            risk.Add(s, up + t, -2 * hours * cost);
        }

        AddPairs(columns, request, storage, Negative(realTime));
        return storage;
    }

    private static List<bool> Negative(ReadOnlySpan<double> prices)
    {
        var negative = new List<bool>(prices.Length);
        foreach (var price in prices)
            negative.Add(price < 0);
        return negative;
    }

    private static void AddPairs(TwoStageColumns columns, TwoStageRequest request, StorageColumns storage, IEnumerable<bool> suspects)
    {
        var battery = request.Plant.Battery;
        var t = 0;
        foreach (var suspect in suspects)
        {
            columns.Pairs.Add(new ExclusivePair(storage.Charge + t, battery.ChargeLimit.Mw, storage.Discharge + t, battery.DischargeLimit.Mw, suspect));
            t++;
        }
    }

    internal static double LargestPrice(TwoStageRequest request)
    {
        var largest = 1.0;
        for (var s = 0; s < request.RealTime.Count; s++)
        {
            foreach (var price in request.RealTime.PricesPerMwh(s))
                largest = Math.Max(largest, Math.Abs(price));
            foreach (var price in request.DayAheadPrices(s))
                largest = Math.Max(largest, Math.Abs(price));
        }

        return largest;
    }
}
