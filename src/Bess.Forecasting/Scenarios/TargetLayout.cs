using Bess.Domain.Time;

namespace Bess.Forecasting.Scenarios;

/// <summary>Where each interval of a target stands: its local day, its wall-clock slot and its price, if known.</summary>
/// <param name="FirstDate">Local date of the first interval.</param>
/// <param name="Days">Number of the local day of each interval, from 0; length T.</param>
/// <param name="Slots">Wall-clock slot of each interval; length T.</param>
/// <param name="KnownPrices">Known price of each interval per MWh, or NaN; length T.</param>
/// <param name="IsKnown">Whether all target prices of a local day are known; length D.</param>
internal sealed record TargetLayout(DateOnly FirstDate, int[] Days, int[] Slots, double[] KnownPrices, bool[] IsKnown)
{
    public int DayCount => IsKnown.Length;

    public bool AnyKnown => IsKnown.Contains(true);

    public static TargetLayout Of(TimeGrid target, MarketClock clock, double[] knownPrices)
    {
        var first = clock.LocalDate(target.Start);
        var days = new int[target.Count];
        var slots = new int[target.Count];
        for (var t = 0; t < target.Count; t++)
        {
            var instant = target.StartOf(t);
            days[t] = clock.LocalDate(instant).DayNumber - first.DayNumber;
            slots[t] = DayShape.SlotOf(instant, target.Step, clock);
        }

        var isKnown = new bool[days[^1] + 1];
        Array.Fill(isKnown, true);
        for (var t = 0; t < target.Count; t++)
            isKnown[days[t]] &= !double.IsNaN(knownPrices[t]);
        return new TargetLayout(first, days, slots, knownPrices, isKnown);
    }
}
