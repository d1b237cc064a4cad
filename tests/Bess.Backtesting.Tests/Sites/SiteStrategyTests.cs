using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Sites;
using static Bess.Backtesting.Tests.Running.TestMarkets;
using static Bess.Backtesting.Tests.Sites.TestSites;

namespace Bess.Backtesting.Tests.Sites;

/// <summary>The simple strategies of a site: closed forms, and the rules that hold for each of them.</summary>
public sealed class SiteStrategyTests : IDisposable
{
    private const double Load100Mw = 0.12;
    private static readonly DateOnly First = new(2025, 6, 2);
    private static readonly double[] CheapThenDear = [.. Enumerable.Repeat(20.0, 12), .. Enumerable.Repeat(150.0, 12)];
    private readonly string _folder = Directory.CreateTempSubdirectory("bess-site-strategy-").FullName;

    public static TheoryData<string> Simple => [SiteStrategies.SelfConsumption, SiteStrategies.Naive, SiteStrategies.Yesterday, SiteStrategies.MeanOfDays];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SelfConsumption_SunnyNoon_FillsTheStoreAndServesTheEvening()
    {
        // Sun of 1.2 MW for an hour at noon, load 0.12 MW; window 0.2 .. 1.8 MWh, 90 % each way, the store at its floor.
        var day = Run(RequestOf(Steady([.. Enumerable.Repeat(50.0, 24)], hour => hour == 12 ? 800 : 0), First, First, SiteStrategies.SelfConsumption, Small(Battery(initialMwh: 0.2)), PlantSettings.Ideal))
            .Run.Days[0];

        // Before noon nothing is stored. At noon the charge limit of 1 MW binds and 0.08 MW is exported.
        Assert.All(day.MeteredMw[..12], power => Assert.Equal(0, power, 9));
        Assert.Equal(-1, day.MeteredMw[12], 9);
        Assert.Equal(1.2 - Load100Mw - 1, day.Site!.ExportMw[12], 9);

        // 0.9 MWh give 0.81 MWh at the connection: six whole hours of the load and three quarters of the seventh.
        Assert.All(day.MeteredMw[13..19], power => Assert.Equal(Load100Mw, power, 9));
        Assert.Equal(0.75 * Load100Mw, day.MeteredMw[19], 9);
        Assert.All(day.MeteredMw[20..], power => Assert.Equal(0, power, 9));
        Assert.All(day.Site.ImportMw[13..19], import => Assert.Equal(0, import, 9));
        Assert.Empty(day.Rules);
    }

    [Fact]
    public void Naive_TwoPriceDay_BuysCheapAndSellsDearUpToTheConnection()
    {
        var day = Run(RequestOf(Steady(CheapThenDear, _ => 0), First, First, SiteStrategies.Naive, Small(Battery(initialMwh: 0.2)), PlantSettings.Ideal)).Run.Days[0];

        // Two hours fill the store: the load leaves 0.88 MW of the import limit. Two empty it: the export limit and the load take 0.92 MW, the rest is what is left.
        var left = (((2 * 0.88 * 0.9) - (0.92 / 0.9)) * 0.9);
        Assert.Equal([-0.88, -0.88], day.MeteredMw[..2].Select(power => Math.Round(power, 9)));
        Assert.All(day.MeteredMw[2..22], power => Assert.Equal(0, power, 9));
        Assert.Equal(0.92, day.MeteredMw[22], 9);
        Assert.Equal(left, day.MeteredMw[23], 9);
        Assert.Equal((1.0, 0.8), (Math.Round(day.Site!.ImportMw[0], 9), Math.Round(day.Site.ExportMw[22], 9)));
        Assert.Equal(0.2, day.EnergyMwh[23], 9);
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(60, false)]
    public void Naive_SpreadAgainstTheFees_IsIdleWhereItDoesNotPay(double dear, bool isIdle)
    {
        // 0.81 (dear - 2) - (20 + 15): -4.2 at 40, 12.0 at 60.
        double[] prices = [.. Enumerable.Repeat(20.0, 12), .. Enumerable.Repeat(dear, 12)];

        var day = Run(RequestOf(Steady(prices, _ => 0), First, First, SiteStrategies.Naive, Small(Battery(initialMwh: 0.2)), PlantSettings.Ideal)).Run.Days[0];

        Assert.Equal(isIdle, day.MeteredMw.All(power => power == 0));
    }

    [Fact]
    public void Curves_DaysThatRepeat_EarnWhatForesightEarns()
    {
        var last = First.AddDays(5);
        var market = Steady(CheapThenDear, hour => hour is >= 9 and < 16 ? 700 : 0, last);
        decimal Gain(string strategy) => Run(RequestOf(market, First, last, strategy, reality: PlantSettings.Ideal)).Gain;

        var perfect = Gain(SiteStrategies.Perfect);

        Assert.True(perfect > 0);
        Assert.InRange(Gain(SiteStrategies.Yesterday), perfect * 0.999m, perfect * 1.001m);
        Assert.InRange(Gain(SiteStrategies.MeanOfDays), perfect * 0.999m, perfect * 1.001m);
    }

    [Fact]
    public void Curves_DayThatTurnsRound_IsRunAsTheDaysBefore()
    {
        // Cheap in the morning for days, today dear in the morning: both still charge then, and lose against the unused battery.
        var turned = CheapThenDear.Reverse().ToArray();
        var market = With(
            Of(Enumerable.Range(-12, 12).SelectMany(k => Day(First.AddDays(k), Hour, CheapThenDear)).Concat(Day(First, Hour, turned))),
            Hourly(First.AddDays(-12), First, _ => 0), Hourly(First.AddDays(-12), First, _ => 100));
        foreach (var strategy in new[] { SiteStrategies.Yesterday, SiteStrategies.MeanOfDays })
        {
            var outcome = Run(RequestOf(market, First, First, strategy, Small(Battery(initialMwh: 0.2)), PlantSettings.Ideal));

            Assert.True(outcome.Gain < 0, strategy);
            Assert.All(outcome.Run.Days[0].DecidedPositionMw.Zip(outcome.Run.Days[0].MeteredMw), pair => Assert.Equal(pair.First, pair.Second, 6));
        }

        Assert.True(Run(RequestOf(market, First, First, SiteStrategies.Naive, Small(Battery(initialMwh: 1.8)), PlantSettings.Ideal)).Gain > 0);
    }

    [Theory]
    [MemberData(nameof(Simple))]
    public void Run_SimpleStrategy_LedgerHoldsNothingLeaksAndTheCeilingStands(string strategy)
    {
        var (path, from, to) = (Path.Combine(_folder, "ledger.ndjson"), new DateOnly(2025, 6, 22), new DateOnly(2025, 7, 6));
        var request = RequestOf(Market(from, to, 11), from, to, strategy);

        var outcome = Run(request, path);

        Assert.Empty(LedgerCheck.Check(path));
        Assert.True(outcome.Run.Leakage.IsClean, outcome.Run.Leakage.Statement);
        Assert.Equal(3, outcome.Run.Leakage.CheckedDays.Count);
        Assert.True(outcome.Run.Net <= outcome.Run.Ceiling.Net);
        Assert.True(outcome.Run.Days.Sum(day => day.MeteredMw.Sum(Math.Abs)) > 1);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Run(request, path);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData(SiteStrategies.Naive)]
    [InlineData(SiteStrategies.Yesterday)]
    [InlineData(SiteStrategies.MeanOfDays)]
    public void Leakage_PlantedForesight_IsCaught(string strategy)
    {
        var (from, to) = (new DateOnly(2025, 6, 22), new DateOnly(2025, 7, 6));
        var market = Market(from, to, 12);
        var method = SiteStrategies.MethodOf(strategy)!;

        var cheat = SiteBacktester.Run(
            RequestOf(market, from, to, strategy), method with { Eyes = (all, instant) => all.AsOf(instant + (36 * Hour)) }, null, null, default).Value.Run.Leakage;

        Assert.NotEmpty(cheat.LeakingDays);
    }

    [Theory]
    [InlineData(SiteStrategies.Yesterday, "no day of day_ahead_eur_per_mwh known within 14 days: nothing is planned with it")]
    [InlineData(SiteStrategies.MeanOfDays, "no day of load_actual_mw known within 14 days: nothing is planned with it")]
    public void Curves_NoPast_StandStillByName(string strategy, string rule)
    {
        var market = With(Of(Day(First, Hour, CheapThenDear)), Hourly(First, First, _ => 500), Hourly(First, First, _ => 100));

        var day = Run(RequestOf(market, First, First, strategy)).Run.Days[0];

        Assert.All(day.MeteredMw, power => Assert.Equal(0, power));
        Assert.Contains(rule, day.Rules);
        Assert.Contains(day.Rules, one => one.StartsWith("no plan, prices are missing", StringComparison.Ordinal));
    }

    // The same prices, sun and a load of 0.12 MW on every day, the twelve days before the first too.
    private static BacktestMarket Steady(double[] prices, Func<int, double> sunOfHour, DateOnly? last = null)
    {
        var (from, to) = (First.AddDays(-12), last ?? First);
        var days = Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber);
        return With(Of(days.SelectMany(day => Day(day, Hour, prices))), Hourly(from, to, sunOfHour), Hourly(from, to, _ => 100));
    }
}
