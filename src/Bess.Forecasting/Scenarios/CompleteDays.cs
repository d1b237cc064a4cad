using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Forecasting.Scenarios;

/// <summary>The latest local days before a date of which every price was known at an instant.</summary>
internal sealed class CompleteDays
{
    private const int LongestList = 10;

    private readonly List<(DateOnly Date, int Missing, int Count)> _incomplete = [];

    /// <summary>Shapes of the days found, the latest first.</summary>
    public List<double[]> Shapes { get; } = [];

    /// <summary>Collects until enough are found or the history ends.</summary>
    /// <param name="known">The history as it could be read at the instant.</param>
    /// <param name="before">The first date that is not used.</param>
    /// <param name="clock">Clock of the days.</param>
    /// <param name="needed">How many days are needed.</param>
    public static CompleteDays Find(PriceSeries known, DateOnly before, MarketClock clock, long needed)
    {
        var days = new CompleteDays();
        var first = clock.LocalDate(known.Grid.Start);
        for (var date = before; date > first && days.Shapes.Count < needed;)
        {
            date = date.AddDays(-1);
            days.Look(known, date, clock);
        }

        return days;
    }

    /// <summary>What is missing, one fault for the number of days and one for each of the latest days with gaps.</summary>
    public IEnumerable<Fault> Lack(string series, long needed, DateOnly before, DateTimeOffset knownAt)
    {
        yield return new Fault(
            series, "history",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{needed} complete local days before {before:yyyy-MM-dd} known at {knownAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"),
            string.Create(CultureInfo.InvariantCulture, $"{Shapes.Count} ({needed - Shapes.Count} too few)"));
        foreach (var (date, missing, count) in _incomplete.Take(LongestList))
        {
            yield return new Fault(
                series, string.Create(CultureInfo.InvariantCulture, $"history.{date:yyyy-MM-dd}"),
                string.Create(CultureInfo.InvariantCulture, $"{count} prices"),
                string.Create(CultureInfo.InvariantCulture, $"{count - missing}: {missing} missing or published later"));
        }

        if (_incomplete.Count > LongestList)
        {
            yield return new Fault(
                series, "history", "days without gaps",
                string.Create(CultureInfo.InvariantCulture, $"{_incomplete.Count - LongestList} earlier days with gaps as well"));
        }
    }

    private void Look(PriceSeries known, DateOnly date, MarketClock clock)
    {
        var day = clock.Day(date, known.Grid.Step);
        var prices = new double[day.Count];
        var missing = 0;
        for (var i = 0; i < day.Count; i++)
        {
            var index = known.Grid.IndexOf(day.StartOf(i));
            prices[i] = index < 0 ? double.NaN : known.PricesPerMwh[index];
            missing += double.IsNaN(prices[i]) ? 1 : 0;
        }

        if (missing == 0)
            Shapes.Add(DayShape.Of(day, prices, clock));
        else
            _incomplete.Add((date, missing, day.Count));
    }
}
