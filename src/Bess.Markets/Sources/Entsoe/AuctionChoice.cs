using System.Globalization;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Entsoe;

/// <summary>Decides which of several curves of one series counts for a time.</summary>
internal static class AuctionChoice
{
    /// <summary>First delivery of the coupled auction in quarter hours: 2025-10-01, Central European.</summary>
    private static readonly DateTimeOffset QuarterHours = MarketClock.CentralEuropean.StartOfDay(new DateOnly(2025, 10, 1));

    /// <summary>Adds what counts to a series and notes what was decided.</summary>
    public static void Add(SeriesColumn column, IReadOnlyList<EntsoeCurve> curves, AnswerBuilder builder)
    {
        var periods = curves.SelectMany(curve => curve.Periods.Select(period => (curve.Numbered, Period: period))).ToArray();
        var chosen = Choose(periods, (one, other) => one.Numbered && !other.Numbered);
        var (unnumbered, steps) = (periods.Length - chosen.Count, chosen.Count);
        chosen = Choose([.. chosen], (one, other) => one.Period.Step != other.Period.Step && other.Period.Step != CoupledStep(other.Period));
        steps -= chosen.Count;
        foreach (var (_, period) in chosen)
        {
            foreach (var (start, value, line) in period.Values)
                column.Add(start, period.Step, value, line);
            for (var i = 0; i < period.Missing; i++)
                column.Add(period.Values[0].Start, period.Step, value: null, line: 0);
        }

        Note(builder, column, unnumbered, "period(s) without an auction number left out, a numbered one covers their time");
        Note(builder, column, steps, "period(s) of another step than the coupled auction's left out");
        Note(builder, column, chosen.Count(one => !one.Numbered), "period(s) without an auction number taken as the coupled auction");
        Note(builder, column, chosen.Sum(one => one.Period.Repeated), "omitted position(s) repeat the one before (curve type A03)");
    }

    // Keeps each period unless another one over the same time beats it.
    private static List<(bool Numbered, EntsoePeriod Period)> Choose(
        (bool Numbered, EntsoePeriod Period)[] periods, Func<(bool Numbered, EntsoePeriod Period), (bool Numbered, EntsoePeriod Period), bool> beats) =>
        periods.Where(one => !periods.Any(other => beats(other, one) && Overlap(other.Period, one.Period))).ToList();

    private static bool Overlap(EntsoePeriod one, EntsoePeriod other) =>
        one.Values[0].Start < other.Values[^1].Start + other.Step && other.Values[0].Start < one.Values[^1].Start + one.Step;

    private static TimeSpan CoupledStep(EntsoePeriod period) => period.Values[0].Start < QuarterHours ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(15);

    private static void Note(AnswerBuilder builder, SeriesColumn column, int count, string words)
    {
        if (count > 0)
            builder.Note(string.Create(CultureInfo.InvariantCulture, $"{column.Id}: {count} {words}"));
    }
}
