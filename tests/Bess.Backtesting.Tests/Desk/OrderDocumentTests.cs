using System.Text;
using Bess.Backtesting.Desk;

namespace Bess.Backtesting.Tests.Desk;

/// <summary>An order is the same after it was written and read: a run goes on after a restart as it was asked.</summary>
public sealed class OrderDocumentTests
{
    private const string Battery =
        """{ "id": "b", "energyCapacityMwh": 4, "chargeLimitMw": 2, "dischargeLimitMw": 2, "chargeEfficiency": 0.9, "dischargeEfficiency": 0.9, "minimumEnergyMwh": 0.4, "maximumEnergyMwh": 3.6 }""";

    [Theory]
    [InlineData("""{ "zone": "a" }""")]
    [InlineData($$"""
        { "schemaVersion": 1, "zone": "a", "from": "2025-02-01", "to": "2025-02-03", "strategy": "cvar", "battery": {{Battery}}, "lambda": 0.3, "scenarios": 50, "keep": 5,
          "horizonDays": 3, "reserve": "off", "realTime": "off", "clock": "india", "gate": "11:30", "plant": "ideal", "seed": 7,
          "fees": { "dayAheadPerMwh": 1.5, "realTimePerMwh": 0.5, "deviationPerMwh": 2 } }
        """)]
    [InlineData($$"""
        { "zone": "a", "site": { "schemaVersion": 1, "battery": {{Battery}}, "importLimitMw": 1, "exportLimitMw": 2, "exportFeePerMwh": 3, "solar": { "series": "solar_mw", "peakMw": 1 } } }
        """)]
    public void Of_AnyOrder_IsReadAsItself(string text)
    {
        var order = Read(text, out _);
        var again = Read(OrderDocument.Of(order, "m").ToJsonString(), out var market);
        Assert.Equal("m", market);
        Assert.Equal(BatteryFile.ToJson(order.Battery), BatteryFile.ToJson(again.Battery));
        Assert.Equal(order.Site?.ToJson().GetRawText(), again.Site?.ToJson().GetRawText());
        Assert.Equal(Plain(order), Plain(again));
    }

    private static BacktestOrder Plain(BacktestOrder order) => order with { Origins = NoOrigins, Battery = Default.Battery, Site = null };

    private static readonly IReadOnlyDictionary<string, Domain.Origin> NoOrigins = new Dictionary<string, Domain.Origin>();

    private static readonly BacktestOrder Default = Read("""{ "zone": "a" }""", out _);

    private static BacktestOrder Read(string text, out string? market) =>
        BacktestForm.Parse(Encoding.UTF8.GetBytes(text), "order", out market).Bind(said => (said with { MarketPath = "/m" }).ToOrder()).Value;
}
