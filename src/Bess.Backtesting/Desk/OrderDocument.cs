using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bess.Domain.Json;

namespace Bess.Backtesting.Desk;

/// <summary>An order as the document that <see cref="BacktestForm.Parse"/> reads: no path is in it.</summary>
public static class OrderDocument
{
    /// <summary>The document.</summary>
    /// <param name="order">The order.</param>
    /// <param name="market">Name of the market folder.</param>
    public static JsonObject Of(BacktestOrder order, string market)
    {
        ArgumentNullException.ThrowIfNull(order);
        var document = new JsonObject
        {
            ["schemaVersion"] = BessJson.SchemaVersion,
            ["market"] = market,
            ["zone"] = order.Zone,
        };
        Put("from", Day(order.From));
        Put("to", Day(order.To));
        Put("strategy", order.Strategy);
        Put("clock", order.Clock);
        Put("plant", order.IsPlantIdeal ? "ideal" : "real");
        document["seed"] = order.Seed;
        if (order.Site is { } site)
        {
            document["site"] = JsonNode.Parse(site.ToJson().GetRawText());
            return document;
        }

        document["battery"] = JsonNode.Parse(BatteryFile.ToJson(order.Battery));
        Put("lambda", order.Lambda);
        Put("scenarios", order.Scenarios);
        Put("keep", order.KeptScenarios);
        Put("horizonDays", order.HorizonDays);
        Put("cyclesPerDay", order.CyclesPerDay);
        if (order.FrontierLambdas.Count > 0)
            Put("frontier", order.FrontierLambdas);
        Put("reserve", order.SellsReserve ? "on" : BacktestOrder.Off);
        Put("realTime", order.RealTime);
        Put("gate", order.Gate?.ToString("HH:mm", CultureInfo.InvariantCulture));
        var fees = new JsonObject();
        Add(fees, "dayAheadPerMwh", order.DayAheadFeePerMwh);
        Add(fees, "realTimePerMwh", order.RealTimeFeePerMwh);
        Add(fees, "deviationPerMwh", order.DeviationCostPerMwh);
        if (fees.Count > 0)
            document["fees"] = fees;
        return document;

        void Put<T>(string name, T? value) => Add(document, name, value);
    }

    private static void Add<T>(JsonObject to, string name, T? value)
    {
        if (value is not null)
            to[name] = JsonSerializer.SerializeToNode(value);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
