using System.Text;
using System.Text.Json;
using Bess.Coordination.Checking;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Domain.Portfolio;
using Bess.Domain.Time;

namespace Bess.Dashboard.Api;

/// <summary>What a round asks of one battery, and what the plan checker says of it.</summary>
internal static class PlanEndpoints
{
    public static void Map(ApiGroup api) => api.Map("GET", "/rounds/{id}/batteries/{battery}/plan", Doors.Everybody, PlanAsync);

    private static async Task<IResult> PlanAsync(HttpContext http, IRoundDesk desk, string id, string battery)
    {
        var format = http.Request.Query["format"].ToString();
        if (format is not ("csv" or "json" or ""))
            return Problem.BadParameter("format", "csv or json", format);
        var (plan, problem) = await BatteryPlan.FindAsync(http, desk, id, battery);
        if (plan is null)
            return problem!;
        if (format == "csv")
            return new Download("text/csv", $"plan-{id}-{battery}.csv", Csv(plan));
        var committed = await desk.ScheduleAsync(plan.View.PowerPlant, plan.Schedule.Agent, http.RequestAborted);
        return DocumentAnswer.Of(Document(plan, committed?.RoundId == id));
    }

    private static byte[] Document(BatteryPlan plan, bool isCommitted)
    {
        var scenarios = plan.Order.Scenarios;
        var report = MemberReport.Of(plan.Member, scenarios, plan.Schedule);
        return JsonDocumentOf.Kind("battery-plan", json =>
        {
            json.WriteString("roundId", plan.View.Id);
            json.WriteString("powerPlant", plan.View.PowerPlant);
            json.WriteString("phase", RoundViewDocument.PhaseOf(plan.View.Phase));
            json.WriteBoolean("committed", isCommitted);
            json.WriteString("currency", scenarios.Currency.Code);
            json.WriteStartObject("battery");
            Write(json, plan.Member);
            json.WriteEndObject();
            json.Raw("schedule", ScheduleDocument.Write(plan.Schedule));
            json.WriteStartArray("expectedPricePerMwh");
            foreach (var price in scenarios.ExpectedPricesPerMwh())
                json.WriteNumberValue(price);
            json.WriteEndArray();
            Write(json, report);
        });
    }

    private static void Write(Utf8JsonWriter json, FleetMember member)
    {
        var battery = member.Battery;
        json.WriteString("id", battery.Id.Value);
        json.WriteString("group", member.Group);
        json.WriteNumber("energyCapacityMwh", battery.Capacity.Mwh);
        json.WriteNumber("minimumEnergyMwh", battery.MinimumEnergy.Mwh);
        json.WriteNumber("maximumEnergyMwh", battery.MaximumEnergy.Mwh);
        json.WriteNumber("chargeLimitMw", battery.ChargeLimit.Mw);
        json.WriteNumber("dischargeLimitMw", battery.DischargeLimit.Mw);
        json.WriteNumber("chargeEfficiency", battery.ChargeEfficiency.Value);
        json.WriteNumber("dischargeEfficiency", battery.DischargeEfficiency.Value);
        if (battery.RampLimit is { } ramp)
            json.WriteNumber("rampLimitMw", ramp.Mw);
        else
            json.WriteNull("rampLimitMw");
        json.WriteNumber("degradationCostPerMwh", battery.DegradationCost.PerMwh);
        json.WriteNumber("initialEnergyMwh", member.InitialEnergy.Mwh);
    }

    private static void Write(Utf8JsonWriter json, MemberReport report)
    {
        json.WriteStartObject("verdict");
        json.WriteBoolean("feasible", report.Findings.Count == 0);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
            json.WriteStringValue(finding);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("money");
        json.WriteNumber("expectedProfit", report.ExpectedProfit);
        json.WriteNumber("tailLoss", report.TailLoss);
        json.WriteNumber("wearCost", report.WearCost);
        json.WriteNumber("terminalValue", report.TerminalValue);
        json.WriteNumber("cost", report.Cost);
        json.WriteEndObject();
    }

    private static IEnumerable<string> Csv(BatteryPlan plan)
    {
        yield return "timestamp_utc,expected_price_per_mwh,power_mw,state_of_charge_mwh,outside_window\n";
        var (schedule, prices) = (plan.Schedule, plan.Order.Scenarios.ExpectedPricesPerMwh());
        var outside = schedule.OutsideWindow.ToHashSet();
        var rows = new StringBuilder();
        for (var t = 0; t < schedule.Grid.Count; t++)
        {
            rows.Append(UtcText.Of(schedule.Grid.StartOf(t))).Append(',').Append(Api.Csv.Number(prices[t]))
                .Append(',').Append(Api.Csv.Number(schedule.PowerMw[t])).Append(',').Append(Api.Csv.Number(schedule.StateOfChargeMwh[t]))
                .Append(',').Append(outside.Contains(t) ? '1' : '0').Append('\n');
        }

        yield return rows.ToString();
    }
}
