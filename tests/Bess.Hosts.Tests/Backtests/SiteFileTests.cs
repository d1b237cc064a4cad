using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Backtests;

public sealed class SiteFileTests
{
    private const string Site = """
        {
          "schemaVersion": 1,
          "battery": {
            "energyCapacityMwh": 2, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 0.95, "dischargeEfficiency": 0.95,
            "minimumEnergyMwh": 0.2, "maximumEnergyMwh": 1.8
          },
          "importLimitMw": 1,
          "exportLimitMw": 1.2,
          "importFeePerMwh": 10,
          "solar": { "series": "sun_mw", "peakMw": 2 },
          "load": { "series": "load_mw", "peakMw": 0.5 }
        }
        """;

    [Fact]
    public void Parse_Site_ReadsAllAndWritesItAgain()
    {
        var site = SiteFile.Parse(Site, "site.json").Value;

        var again = SiteFile.Parse(site.ToJson().GetRawText(), "manifest.json").Value;

        Assert.Equal((1.0, 1.2, 10.0, 0.0), (site.ImportLimitMw, site.ExportLimitMw, site.ImportFeePerMwh, site.ExportFeePerMwh));
        Assert.Equal(("sun_mw", 2.0, "load_mw", 0.5), (again.Solar!.Series, again.Solar.PeakMw, again.Load!.Series, again.Load.PeakMw));
        Assert.Equal(site.Battery.Battery, again.Battery.Battery);
    }

    [Fact]
    public void Parse_Faults_AllWithLineAndField()
    {
        var text = Site.Replace("\"exportLimitMw\": 1.2", "\"exportLimitMw\": -1", StringComparison.Ordinal)
            .Replace("\"peakMw\": 2 }", "\"peakMw\": \"much\" }", StringComparison.Ordinal).Replace("\"importFeePerMwh\"", "\"importFee\"", StringComparison.Ordinal);

        var faults = SiteFile.Parse(text, "site.json").Faults;

        Assert.Equal(["exportLimitMw", "importFee", "solar.peakMw"], faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
        Assert.Contains(faults, fault => fault is { Location: "site.json: line 8", Field: "exportLimitMw" });
    }

    [Fact]
    public void Parse_LoadAboveTheImportLimit_Refused()
    {
        var fault = Assert.Single(SiteFile.Parse(Site.Replace("0.5 }", "1.5 }", StringComparison.Ordinal), "site.json").Faults);

        Assert.Equal(("site.json: line 11", "load.peakMw", "at most importLimitMw, 1", "1.5"), (fault.Location, fault.Field, fault.Expected, fault.Actual));
    }

    [Fact]
    public async Task Backtest_Site_OneObjectWithTheFieldsOfASite()
    {
        using var folder = Make();
        string[] order = ["backtest", "--zone", SmallMarket.Zone, "--clock", "central-european", "--site", "site.json", "--from", "2025-01-20", "--to", "2025-01-23", "--output", "json"];

        var run = await SmallMarket.RunAsync(folder, [.. order, "--out", "run"]);

        Assert.True(run.Code == 0, run.All);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("rolling", root.GetProperty("strategy").GetString());
        Assert.InRange(root.GetProperty("capture").GetDouble(), 0.5, 1);
        Assert.True(root.GetProperty("importMwh").GetDouble() > 0);
        Assert.True(root.GetProperty("idleNet").GetDecimal() < root.GetProperty("net").GetDecimal());
        Assert.Equal(["export", "fees", "import", "wear"], root.GetProperty("streamTotals").EnumerateObject().Select(stream => stream.Name).Order(StringComparer.Ordinal));
        Assert.Equal(root.GetProperty("net").GetDecimal(), root.GetProperty("streamTotals").EnumerateObject().Sum(stream => stream.Value.GetDecimal()));
        var ledger = await SmallMarket.RunAsync(folder, "verify", "run");
        Assert.True(ledger.Code == 0, ledger.All);
        var resumed = await SmallMarket.RunAsync(folder, "backtest", "--resume", "run", "--output", "json");
        Assert.True(resumed.Code == 0, resumed.All);
        Assert.Equal(root.GetProperty("ledgerHash").GetString(), JsonDocument.Parse(resumed.Out).RootElement.GetProperty("ledgerHash").GetString());
    }

    [Theory]
    [InlineData("self-consumption", 0, "self-consumption in TEST_ZONE")]
    [InlineData("cvar", 2, "strategy: expected one of rolling, idle, self-consumption, naive, yesterday, mean7, perfect for a site, was 'cvar'")]
    public async Task Validate_OrderOfASite_KnowsItsStrategies(string strategy, int code, string words)
    {
        using var folder = Make();
        folder.Write("backtest.json", $$"""
            { "schemaVersion": 1, "zone": "{{SmallMarket.Zone}}", "marketFolder": "market", "from": "2025-01-20", "to": "2025-01-23", "strategy": "{{strategy}}", "site": "site.json" }
            """);

        var run = await SmallMarket.RunAsync(folder, "validate", "backtest.json");

        Assert.True(run.Code == code && run.All.Contains(words, StringComparison.Ordinal), run.All);
    }

    [Theory]
    [InlineData("--battery", "b.json", "--battery")]
    [InlineData("--strategy", "cvar", "--strategy")]
    [InlineData("--fee-day-ahead", "1", "--fee-day-ahead")]
    public async Task Backtest_SiteWithWhatItHasNot_Refused(string option, string value, string field)
    {
        using var folder = Make();
        folder.Write("b.json", """{ "energyCapacityMwh": 2, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 0.95, "dischargeEfficiency": 0.95, "minimumEnergyMwh": 0, "maximumEnergyMwh": 2 }""");

        var run = await SmallMarket.RunAsync(folder, "backtest", "--zone", SmallMarket.Zone, "--site", "site.json", option, value);

        Assert.NotEqual(0, run.Code);
        Assert.Contains(field, run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_SeriesThatTheZoneHasNot_NamesLineAndChoice()
    {
        using var folder = Make();
        folder.Write("site.json", Site.Replace("sun_mw", "moon_mw", StringComparison.Ordinal));

        var run = await SmallMarket.RunAsync(folder, "backtest", "--zone", SmallMarket.Zone, "--site", "site.json");

        Assert.NotEqual(0, run.Code);
        Assert.Contains("site.json: line 10", run.All, StringComparison.Ordinal);
        Assert.Contains("load_mw, sun_mw", run.All, StringComparison.Ordinal);
    }

    private static TempFolder Make()
    {
        var folder = SmallMarket.Make();
        folder.Write("site.json", Site);
        var text = new System.Text.StringBuilder("timestamp_utc,load_mw,sun_mw\n");
        var start = new DateTimeOffset(2024, 12, 31, 23, 0, 0, TimeSpan.Zero);
        for (var t = 0; t < 45 * 24; t++)
            text.Append(CultureInfo.InvariantCulture, $"{start.AddHours(t):yyyy-MM-dd'T'HH:mm:ss'Z'},{300 + (t % 24 * 3)},{Math.Max(0, 800 * Math.Sin((t % 24 - 6) / 12.0 * Math.PI)):0.0}\n");
        folder.Write($"market/{SmallMarket.Zone}/power.csv", text.ToString());
        return folder;
    }
}
