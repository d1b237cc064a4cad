using System.Globalization;
using Bess.Backtesting.Markets;
using Bess.TestKit;
using Xunit.Abstractions;

namespace Bess.Backtesting.Tests.StrategyRuns;

/// <summary>Why <c>two-stage</c> expects no difference of the second price to the first before the day: on the months before those that are measured, its mean foretold none.</summary>
public sealed class UsualDifferenceTests(ITestOutputHelper output)
{
    private const int Slots = 24;

    // What is known at the decision of a day: the differences up to two days before.
    private const int DelayDays = 2;

    [Theory]
    [InlineData("nl", "2024-03-01", "2024-06-30", 28)]
    [InlineData("nl", "2024-03-01", "2024-06-30", 56)]
    [InlineData("se3", "2024-03-01", "2024-12-31", 28)]
    [InlineData("se3", "2024-03-01", "2024-12-31", 56)]
    [InlineData("gb", "2024-03-01", "2024-06-30", 28)]
    [InlineData("gb", "2024-03-01", "2024-06-30", 56)]
    public void MeanOfPastDays_OnTheDaysAfter_IsFurtherOffThanNoDifference(string zone, string from, string to, int pastDays)
    {
        if (SharedData.MarketDirectory is not { } folder)
        {
            output.WriteLine(SharedData.AbsentMessage(SharedData.MarketVariable));
            return;
        }

        var market = ZoneMarketLoader.Load(folder, zone).Value;
        var days = new Dictionary<DateOnly, double[]?>();
        double product = 0, square = 0, gain = 0;
        var count = 0;
        for (var day = Day(from); day <= Day(to); day = day.AddDays(1))
        {
            var past = Enumerable.Range(DelayDays, pastDays).Select(back => Of(day.AddDays(-back))).OfType<double[]>().ToArray();
            if (past.Length < pastDays / 2 || Of(day) is not { } came)
                continue;
            for (var slot = 0; slot < Slots; slot++)
            {
                var told = past.Average(one => one[slot]);
                product += told * came[slot];
                square += told * told;
                gain += (came[slot] * came[slot]) - ((came[slot] - told) * (came[slot] - told));
            }

            count++;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{zone} {from} to {to}, {count} days, mean of {pastDays} by hour: slope {product / square:0.00}, squared error less by {gain / (count * Slots):0.0}"));
        Assert.True(count > 60);
        Assert.True(gain < 0, "the mean of past days foretells the difference: two-stage should use it");

        double[]? Of(DateOnly day)
        {
            if (!days.TryGetValue(day, out var known))
                days[day] = known = DifferenceOn(market, day);
            return known;
        }
    }

    // Second price, between shortage and surplus where these are apart, less the first; null for a day that is not whole.
    private static double[]? DifferenceOn(BacktestMarket market, DateOnly day)
    {
        var grid = market.Clock.Day(day, TimeSpan.FromHours(1));
        var all = market.AsOf(DateTimeOffset.MaxValue);
        var (first, second) = (all.Read(market.DayAhead, grid), all.Read(market.RealTime!, grid));
        var surplus = market.RealTimeSurplus is { } paid ? all.Read(paid, grid) : second;
        var difference = Enumerable.Range(0, grid.Count).Select(t => ((second[t] + surplus[t]) / 2) - first[t]).ToArray();
        return grid.Count == Slots && Array.TrueForAll(difference, double.IsFinite) ? difference : null;
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
