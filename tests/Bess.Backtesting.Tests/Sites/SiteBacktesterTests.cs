using System.Text.Json;
using System.Text.Json.Nodes;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Domain.Series;
using static Bess.Backtesting.Tests.Running.TestMarkets;
using static Bess.Backtesting.Tests.Sites.TestSites;

namespace Bess.Backtesting.Tests.Sites;

public sealed class SiteBacktesterTests : IDisposable
{
    private const double Slack = 1e-9;
    private static readonly DateOnly First = new(2025, 6, 2);
    private readonly string _folder = Directory.CreateTempSubdirectory("bess-site-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_TwoPrices_IsTheDayByHand()
    {
        // 23 hours at 20, one evening hour at 100, 5 all the next day; a load of 0.2 MW, no sun. Ideal plant, window 0.2 .. 1.8, starts empty.
        var prices = Enumerable.Repeat(20.0, 24).ToArray();
        prices[20] = 100;
        var market = With(
            Of(Day(First, Hour, prices).Concat(Day(First.AddDays(1), Hour, [.. Enumerable.Repeat(5.0, 24)]))), [], Hourly(First.AddDays(-12), First.AddDays(1), _ => 100));
        var site = Small(Battery(initialMwh: 0.2, wearPerMwh: 1)) with { Solar = null, Load = new SiteProfile(Load, 0.2, 100), ImportFeePerMwh = 10, ExportFeePerMwh = 5 };

        var day = Run(RequestOf(market, First, First, SiteStrategies.Perfect, site, PlantSettings.Ideal)).Run.Days[0];

        // At 100 the battery gives 1 MW: 0.2 to the load, 0.8 exported, which is the export's limit. It takes 1/0.9 MWh out of the store, so 1/0.81 MWh in.
        var charged = 1 / 0.81;
        Assert.Equal(1, day.MeteredMw[20], 6);
        Assert.Equal(0.8, day.Site!.ExportMw[20], 6);
        Assert.Equal(Math.Round((decimal)(-20 * (23 * 0.2)) - (decimal)(20 * charged), 2), day.Streams[StreamName.Import]);
        Assert.Equal(80m, day.Streams[StreamName.Export]);
        Assert.Equal(Math.Round((decimal)((-10 * ((23 * 0.2) + charged)) - (5 * 0.8)), 2), day.Streams[StreamName.Fees]);
        Assert.Equal(Math.Round(-(decimal)(1 + charged), 2), day.Streams[StreamName.Wear]);
        Assert.Equal(day.Streams.Values.Sum(), day.Net);
    }

    [Theory]
    [InlineData(SiteStrategies.Rolling, 1)]
    [InlineData(SiteStrategies.Perfect, 2)]
    [InlineData(SiteStrategies.Idle, 3)]
    [InlineData(SiteStrategies.SelfConsumption, 4)]
    [InlineData(SiteStrategies.Naive, 5)]
    [InlineData(SiteStrategies.Yesterday, 6)]
    [InlineData(SiteStrategies.MeanOfDays, 7)]
    public void Run_AnyStrategy_KeepsLimitsBalanceAndDirection(string strategy, int seed)
    {
        var last = First.AddDays(9);
        var outcome = Run(RequestOf(Market(First, last, seed), First, last, strategy));

        foreach (var day in outcome.Run.Days)
        {
            var flows = day.Site!;
            for (var t = 0; t < day.Grid.Count; t++)
            {
                Assert.True(flows.ImportMw[t] == 0 || flows.ExportMw[t] == 0, $"{day.Day} step {t}: both");
                Assert.InRange(flows.ImportMw[t], 0, 1 + Slack);
                Assert.InRange(flows.ExportMw[t], 0, 0.8 + Slack);
                Assert.InRange(flows.CurtailedMw[t], 0, flows.SolarMw[t]);
                Assert.Equal(0, flows.SolarMw[t] - flows.CurtailedMw[t] + day.MeteredMw[t] + flows.ImportMw[t] - flows.LoadMw[t] - flows.ExportMw[t], 9);
            }

            Assert.Equal(day.Net, day.Streams.Values.Sum());
        }

        Assert.Contains(outcome.Run.Days.SelectMany(day => day.Rules), rule => rule.StartsWith(SiteStep.ExportLimit, StringComparison.Ordinal) || rule.StartsWith("sun", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Run.Days.SelectMany(day => day.Rules), rule => rule.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Idle_EarnsWhatIdleEarns()
    {
        var last = First.AddDays(3);

        var outcome = Run(RequestOf(Market(First, last, 5), First, last, SiteStrategies.Idle));

        Assert.Equal(0, outcome.Gain);
        Assert.Equal(outcome.IdleNetByDay, outcome.Run.Days.Select(day => day.Net));
    }

    [Fact]
    public void Run_NegativePrices_CurtailsInsteadOfPayingForExport()
    {
        // Full battery, sun above the load, price −10: an export would cost; import at −10 + 15 > 0 costs too.
        var market = With(Of(Day(First, Hour, [.. Enumerable.Repeat(-10.0, 24)])), Hourly(First, First, _ => 800), Hourly(First, First, _ => 400));
        var request = RequestOf(market, First, First, SiteStrategies.Idle);
        var mild = Run(request).Run.Days[0];
        var paid = Run(request with { Site = Small() with { ImportFeePerMwh = 4 } }).Run.Days[0];

        Assert.All(mild.Site!.ExportMw.Concat(mild.Site.ImportMw), flow => Assert.Equal(0, flow));
        Assert.All(mild.Site.CurtailedMw, curtailed => Assert.Equal(1.2 - 0.48, curtailed, 9));
        Assert.Contains(mild.Rules, rule => rule.StartsWith(SiteStep.ExportCosts, StringComparison.Ordinal));

        // With a fee of 4 an import is paid for: all sun goes, the load comes from the grid.
        Assert.All(paid.Site!.ImportMw, import => Assert.Equal(0.48, import, 9));
        Assert.Equal(Math.Round(10m * 24 * 0.48m, 2), paid.Streams[StreamName.Import]);
        Assert.Contains(paid.Rules, rule => rule.StartsWith(SiteStep.ImportPaid, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_SunAboveTheExportLimit_CurtailsTheRest()
    {
        var market = With(Of(Day(First, Hour, [.. Enumerable.Repeat(50.0, 24)])), Hourly(First, First, _ => 1000), Hourly(First, First, _ => 100));

        var day = Run(RequestOf(market, First, First, SiteStrategies.Idle)).Run.Days[0];

        Assert.All(day.Site!.ExportMw, export => Assert.Equal(0.8, export, 9));
        Assert.All(day.Site.CurtailedMw, curtailed => Assert.Equal(1.5 - 0.12 - 0.8, curtailed, 9));
        Assert.Contains(day.Rules, rule => rule == $"{SiteStep.ExportLimit} (24 of 24 steps)");
    }

    [Fact]
    public void Run_ClockChangeMissingPricesAndQuarters_RunsThrough()
    {
        // 2025-10-26 has 25 hours; two prices are missing; prices are quarters from the 27th.
        var (from, to) = (new DateOnly(2025, 10, 25), new DateOnly(2025, 10, 28));
        var market = Market(from, to, 6);
        var kept = market.Series[DayAhead].Observations.ToArray().Where((one, k) => one.Start < market.Clock.StartOfDay(new DateOnly(2025, 10, 27)) && k % 97 != 5);
        var quarters = Prices(new DateOnly(2025, 10, 27), to, 7, Quarter);
        var both = new ObservedSeries(DayAhead, kept.Concat(quarters), market.Series[DayAhead].Provenance);
        market = market with { Series = new Dictionary<SeriesId, ObservedSeries>(market.Series) { [DayAhead] = both } };

        var outcome = Run(RequestOf(market, from, to));

        Assert.Equal([24, 25, 96, 96], outcome.Run.Days.Select(day => day.Grid.Count));
        var missing = outcome.Run.Days.SelectMany(day => day.DayAheadPricePerMwh.Zip(day.MeteredMw)).Where(pair => double.IsNaN(pair.First)).ToArray();
        Assert.NotEmpty(missing);
        Assert.All(missing, pair => Assert.Equal(0, pair.Second));
        Assert.Contains(outcome.Run.Days.SelectMany(day => day.Rules), rule => rule.StartsWith("no price, sun or load", StringComparison.Ordinal));
        Assert.True(outcome.Run.Net <= outcome.Run.Ceiling.Net);
    }

    [Fact]
    public void Run_CutAtRandomBytes_GoesOnToTheSameBytes()
    {
        var (path, last) = (Path.Combine(_folder, "whole.ndjson"), First.AddDays(4));
        var request = RequestOf(Market(First, last, 8), First, last);
        var whole = Run(request, path);
        var bytes = File.ReadAllBytes(path);
        var chance = new Random(3);
        for (var k = 0; k < 8; k++)
        {
            var cut = Path.Combine(_folder, $"cut{k}.ndjson");
            File.WriteAllBytes(cut, bytes[..chance.Next(bytes.Length)]);

            var again = Run(request, cut);

            Assert.Equal(bytes, File.ReadAllBytes(cut));
            Assert.Equal(whole.Run.Net, again.Run.Net);
        }

        Assert.Equal("ledger", Assert.Single(SiteBacktester.Run(request with { Site = Small() with { ExportLimitMw = 0.7 } }, path).Faults).Field);
    }

    [Fact]
    public void Check_LedgerOfASite_IsGoodAndAChangedFlowIsFound()
    {
        var (path, last) = (Path.Combine(_folder, "ledger.ndjson"), First.AddDays(2));
        Run(RequestOf(Market(First, last, 9), First, last), path);
        var entries = LedgerReader.Read(path).Value;

        Assert.Empty(LedgerCheck.Check(entries));

        var changed = entries.Select(entry => entry.Kind == LedgerKind.Dispatch && entry.Day == last ? entry with { Data = MoreImport(entry.Data) } : entry).ToArray();
        Assert.Contains(LedgerCheck.Check(changed), finding => finding.Field == "data.balance[5]");
    }

    private static JsonElement MoreImport(JsonElement dispatch)
    {
        var node = JsonNode.Parse(dispatch.GetRawText())!;
        node["importMw"]![5] = node["importMw"]![5]!.GetValue<double>() + 0.1;
        return JsonSerializer.SerializeToElement(node);
    }

    [Fact]
    public void Run_BadSite_NamesTheFields()
    {
        var request = RequestOf(Market(First, First, 1), First, First, "clever", Small() with { Load = new SiteProfile(Load, 1.2, 500), ExportLimitMw = -1 });

        Assert.Equal(["strategy", "site.exportLimitMw", "site.load.peakMw"], SiteBacktester.Run(request).Faults.Select(fault => fault.Field));
    }
}
