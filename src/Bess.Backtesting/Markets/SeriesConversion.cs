using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Backtesting.Markets;

/// <summary>A price series in another currency, at the euro's reference rates.</summary>
internal static class SeriesConversion
{
    /// <summary>Converts a series.</summary>
    /// <param name="marketFolder">The folder with <c>fx</c>.</param>
    /// <param name="series">The series.</param>
    /// <param name="from">Its currency.</param>
    /// <param name="to">The currency wanted.</param>
    /// <param name="clock">Clock of the days by which rates hold.</param>
    public static Validated<ObservedSeries> Convert(string marketFolder, ObservedSeries series, Currency from, Currency to, MarketClock clock)
    {
        var rates = new List<(ReferenceRates Rates, bool Divides)>();
        foreach (var (currency, divides) in new[] { (from, true), (to, false) })
        {
            if (currency == Currency.Eur)
                continue;
            var read = ReferenceRates.Read(marketFolder, currency);
            if (!read.TryGet(out var found))
                return Validated<ObservedSeries>.FromFaults(read.Faults.Select(fault => fault with { Location = $"{series.Id} in {from}, wanted in {to}" }));
            rates.Add((found, divides));
        }

        var converted = new List<Observation>(series.Count);
        foreach (var one in series.Observations)
        {
            var value = one.Value;
            foreach (var (table, divides) in rates)
            {
                if (table.On(clock.LocalDate(one.Start)) is not { } rate)
                    return Validated<ObservedSeries>.FromFault(new Fault(table.File, "date", $"a rate before {clock.LocalDate(one.Start):yyyy-MM-dd}", "none"));
                value = divides ? value / rate : value * rate;
            }

            converted.Add(one with { Value = value });
        }

        var detail = $"{series.Provenance.Detail}; converted from {from} to {to} at the reference rate of the last business day before ({string.Join(", ", rates.Select(pair => pair.Rates.File).Distinct())})";
        return Validated<ObservedSeries>.FromValue(new ObservedSeries(
            new SeriesId(series.Id.Zone, PriceName.InCurrency(series.Id.Name, to)), converted, series.Provenance with { Detail = detail }));
    }
}
