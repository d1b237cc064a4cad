using System.Globalization;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Markets.DayAhead;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Synthetic;

/// <summary>Makes day-ahead-like prices from a seed: for samples, demonstrations and tests, never for a result about a market.</summary>
/// <remarks>
/// A level with a yearly wave; a morning and an evening peak; a midday dip as deep as the season's sun and the day's clouds, so that
/// some hours are negative; cheaper weekends; first-order autoregressive noise between days and between intervals; rare spikes in
/// the evening. The level is that of a European zone whatever the currency. Two decimals, within the harmonised limits −500 … 4000.
/// </remarks>
public static class SyntheticPrices
{
    /// <summary>Makes prices for some local market days.</summary>
    /// <param name="zone">Zone whose clock, currency and publication rule are used.</param>
    /// <param name="from">First local market day, included.</param>
    /// <param name="to">Last local market day, included; not before the first.</param>
    /// <param name="step">Length of the intervals; must divide an hour.</param>
    /// <param name="seed">Equal seeds and days give equal prices.</param>
    /// <returns>A series labelled synthetic, without missing prices.</returns>
    /// <exception cref="ArgumentException">When the last day is before the first, or the step does not divide an hour.</exception>
    public static PriceSeries Generate(BiddingZone zone, DateOnly from, DateOnly to, TimeSpan step, int seed)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (step <= TimeSpan.Zero || TimeSpan.TicksPerHour % step.Ticks != 0)
            throw new ArgumentException($"Expected a step > 0 that divides an hour, was {step:c}.", nameof(step));
        var grid = zone.Clock.Days(from, to, step);
        var chance = new SeededNormal(seed);
        var noise = new Autoregression(Math.Pow(0.85, step.TotalHours), 6, chance);
        var level = new Autoregression(0.75, 11, chance);
        var prices = new double[grid.Count];
        SyntheticDay? day = null;
        for (var i = 0; i < prices.Length; i++)
        {
            var local = zone.Clock.LocalTime(grid.StartOf(i));
            var date = DateOnly.FromDateTime(local);
            if (day?.Date != date)
                day = SyntheticDay.Draw(date, level.Next(), chance);
            var hour = (local.TimeOfDay + (step / 2)).TotalHours;
            prices[i] = Math.Clamp(Math.Round(day.PricePerMwh(hour) + noise.Next(), 2), -500, 4000);
        }

        var detail = string.Create(
            CultureInfo.InvariantCulture, $"made up, never traded; zone {zone}, {from:yyyy-MM-dd} to {to:yyyy-MM-dd}, step {step.TotalMinutes} min, seed {seed}");
        return new PriceSeries(
            CsvText.PriceColumn("day_ahead", zone.Currency), zone, zone.Currency, grid, prices, PublicationRule.DayAheadOf(zone).KnownAt(grid),
            new Provenance("SyntheticPrices", detail, true));
    }
}
