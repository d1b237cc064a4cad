using Bess.Backtesting.Attribution;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Domain.Time;
using Bess.Markets.Settlement;
using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Running;

/// <summary>A run whose market charges deviations by the Indian rule.</summary>
public sealed class IndianDeviationTests : IDisposable
{
    private static readonly DateOnly Day = new(2025, 3, 12);
    private readonly string _ledger = Path.GetTempFileName();

    public void Dispose() => File.Delete(_ledger);

    [Fact]
    public void Run_PlantThatFollowsBadly_IsChargedForShortageAndPaidNothingForSurplus()
    {
        var market = Synthetic(Day, Day, seed: 4, hasRealTime: true) with { Deviation = DeviationRule.IndianNormalRate };
        var reality = new PlantSettings { TrackingError = 0.1 };
        double[] powers = [-0.5, -0.3, 0.4, 0.3];

        var outcome = Run(Request(market, Day, Day, reality: reality), _ => TestStrategies.Fixed(powers), _ledger);

        var day = Assert.Single(outcome.Days);
        var expected = 0.0;
        for (var t = 0; t < powers.Length; t++)
        {
            // Metered less than bought is a surplus, less than sold is a shortage.
            var missing = day.PositionMw[t] - day.MeteredMw[t];
            expected -= missing > 0 ? missing * Math.Max(day.DayAheadPricePerMwh[t], day.RealTimePricePerMwh[t]) : 0;
        }

        Assert.True(expected < 0);
        Assert.Equal(expected, (double)day.Streams[StreamName.Imbalance], 0.0051);
        Assert.Contains(day.Rules, rule => rule.StartsWith(IndianDeviationRate.FallbackRule, StringComparison.Ordinal));
        Assert.Empty(LedgerCheck.Check(_ledger));
        var byHour = StepMoney.ByHour(day, MarketClock.CentralEuropean);
        Assert.DoesNotContain(byHour, part => part is { Hour: null, Stream: StreamName.Imbalance });
    }

    [Fact]
    public void Check_LedgerOfThisRuleThatSaysAnother_IsRefused()
    {
        var market = Synthetic(Day, Day, seed: 4, hasRealTime: true) with { Deviation = DeviationRule.IndianNormalRate };
        var outcome = Run(Request(market, Day, Day, reality: new PlantSettings { TrackingError = 0.1 }), _ => TestStrategies.Fixed(-0.5, -0.3, 0.4, 0.3), _ledger);

        Assert.NotEqual(0, outcome.Days[0].Streams[StreamName.Imbalance]);
        var entries = LedgerReader.Read(_ledger).Value;
        var changed = entries.Select(entry => entry.Kind == LedgerKind.Run ? entry with { Data = Without(entry.Data) } : entry).ToArray();
        Assert.Contains(LedgerCheck.Check(changed), finding => finding.Field == $"data.streams.{StreamName.Imbalance}");
    }

    private static System.Text.Json.JsonElement Without(System.Text.Json.JsonElement data) =>
        System.Text.Json.JsonDocument.Parse(data.GetRawText().Replace(nameof(DeviationRule.IndianNormalRate), nameof(DeviationRule.Imbalance), StringComparison.Ordinal)).RootElement;
}
