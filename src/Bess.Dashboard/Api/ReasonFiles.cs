using System.Text.Json;
using Bess.Domain.Time;
using Bess.Scheduling.Explaining;

namespace Bess.Dashboard.Api;

/// <summary>Reasons as a document, or as CSV.</summary>
internal static class ReasonFiles
{
    public static byte[] Document(BatteryPlan plan, PlanExplanation told) => JsonDocumentOf.Kind("battery-reasons", json =>
    {
        json.WriteString("roundId", plan.View.Id);
        json.WriteString("powerPlant", plan.View.PowerPlant);
        json.WriteString("agent", told.Agent.Value);
        json.WriteString("currency", told.Currency.Code);
        json.WriteStartObject("grid");
        json.WriteString("startUtc", UtcText.Of(told.Grid.Start));
        json.WriteNumber("stepSeconds", told.Grid.Step.TotalSeconds);
        json.WriteNumber("steps", told.Grid.Count);
        json.WriteEndObject();
        json.WriteString("status", Word(told.Status));
        json.WriteString("basis", Word(told.Basis));
        Number(json, "riskScale", told.RiskScale);
        Number(json, "planCost", told.PlanCost);
        Number(json, "lowerBound", told.LowerBound);
        Number(json, "gap", told.Gap);
        Number(json, "relativeGap", told.RelativeGap);
        json.WriteString("summary", told.Summary);
        json.WriteStartArray("nonUniqueSteps");
        foreach (var step in plan.Result.NonUniqueMultiplierSteps)
            json.WriteNumberValue(step);
        json.WriteEndArray();
        json.WriteStartArray("intervals");
        foreach (var interval in told.Intervals)
            Write(json, interval);
        json.WriteEndArray();
    });

    public static IEnumerable<string> Csv(PlanExplanation told)
    {
        yield return "timestamp_utc,action,power_mw,energy_after_mwh,expected_price_per_mwh,coupling_price_per_mwh,effective_price_per_mwh,"
            + "stored_energy_value_per_mwh,margin_per_mwh,is_strict,binding_limits,opposite_action,opposite_cost,sentence\n";
        foreach (var one in told.Intervals)
        {
            var limits = string.Join("; ", one.BindingLimits.Select(limit => $"{Word(limit.Kind)} {limit.Subject}".Trim()));
            yield return string.Join(',',
                UtcText.Of(one.Start), Word(one.Action), Api.Csv.Number(one.PowerMw), Api.Csv.Number(one.EnergyAfterMwh), Api.Csv.Number(one.ExpectedPricePerMwh),
                Api.Csv.Number(one.CouplingPricePerMwh), Api.Csv.Number(one.EffectivePricePerMwh), Api.Csv.Number(one.StoredEnergyValuePerMwh), Api.Csv.Number(one.MarginPerMwh),
                one.IsStrict ? "1" : "0", Api.Csv.Text(limits), one.Opposite is { } opposite ? Word(opposite.Action) : "",
                one.Opposite?.Cost is { } cost ? Api.Csv.Number(cost) : "", Api.Csv.Text(one.Sentence)) + "\n";
        }
    }

    private static void Write(Utf8JsonWriter json, IntervalReason one)
    {
        json.WriteStartObject();
        json.WriteNumber("step", one.Step);
        json.WriteString("startUtc", UtcText.Of(one.Start));
        json.WriteString("action", Word(one.Action));
        Number(json, "powerMw", one.PowerMw);
        Number(json, "energyAfterMwh", one.EnergyAfterMwh);
        Number(json, "expectedPricePerMwh", one.ExpectedPricePerMwh);
        Number(json, "couplingPricePerMwh", one.CouplingPricePerMwh);
        Number(json, "effectivePricePerMwh", one.EffectivePricePerMwh);
        Number(json, "storedEnergyValuePerMwh", one.StoredEnergyValuePerMwh);
        Number(json, "chargeBreakEvenPerMwh", one.ChargeBreakEvenPerMwh);
        Number(json, "dischargeBreakEvenPerMwh", one.DischargeBreakEvenPerMwh);
        Number(json, "marginPerMwh", one.MarginPerMwh);
        json.WriteBoolean("isStrict", one.IsStrict);
        json.WriteStartArray("bindingLimits");
        foreach (var limit in one.BindingLimits)
            Write(json, limit);
        json.WriteEndArray();
        json.WriteStartArray("markets");
        foreach (var market in one.Markets)
            Write(json, market);
        json.WriteEndArray();
        json.WritePropertyName("nextBestMarket");
        if (one.NextBestMarket is { } next)
            Write(json, next);
        else
            json.WriteNullValue();
        Write(json, one.Opposite);
        Number(json, "gapShare", one.GapShare);
        json.WriteString("sentence", one.Sentence);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BindingLimit limit)
    {
        json.WriteStartObject();
        json.WriteString("kind", Word(limit.Kind));
        json.WriteString("subject", limit.Subject);
        Number(json, "limit", limit.Limit);
        json.WriteString("unit", limit.Unit);
        Number(json, "shadowPrice", limit.ShadowPrice);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MarketReason market)
    {
        json.WriteStartObject();
        json.WriteString("market", market.Market);
        json.WriteBoolean("isReserve", market.IsReserve);
        Number(json, "positionMw", market.PositionMw);
        Number(json, "paysPerMwHour", market.PaysPerMwHour);
        json.WriteBoolean("isPurchase", market.IsPurchase);
        Number(json, "gainPerMwHour", market.GainPerMwHour);
        json.WriteBoolean("isUsed", market.IsUsed);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OppositeAction? opposite)
    {
        json.WritePropertyName("opposite");
        if (opposite is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("action", Word(opposite.Action));
        Number(json, "powerMw", opposite.PowerMw);
        Number(json, "cost", opposite.Cost ?? double.NaN);
        json.WriteBoolean("isExact", opposite.IsExact);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
