using Bess.Domain.Assets;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Reserve;

/// <summary>One battery, energy venues and reserve products over a horizon.</summary>
public sealed record MultiMarketRequest
{
    /// <summary>The battery, its state and what is asked of it.</summary>
    public required StoragePlant Plant { get; init; }

    /// <summary>Where energy is traded, at least one, all of one grid.</summary>
    public required IReadOnlyList<EnergyVenue> Venues { get; init; }

    /// <summary>Reserve products; may be empty.</summary>
    public IReadOnlyList<ReserveOffer> Reserves { get; init; } = [];

    /// <summary>Weight and tail share of CVaR over the price scenarios. Default: neutral.</summary>
    public RiskPreference Risk { get; init; }

    /// <summary>Where endurance must hold. Default: <see cref="EnduranceRule.WholeStep"/>.</summary>
    public EnduranceRule Endurance { get; init; }

    /// <summary>
    /// Energy kept above the window's floor beyond what reserve asks, MWh: before the first step and after each, length T + 1; null for none.
    /// Holds where there are reserve products, sold or not; the start may lie lower.
    /// </summary>
    public IReadOnlyList<double>? MarginMwh { get; init; }

    /// <summary>Whether bids are rounded to the product's step and minimum, and the rest planned again around them. Default: true.</summary>
    public bool AreBidsRounded { get; init; } = true;

    /// <summary>Whether a step serves one market only (one venue or one product). Default: false, power is split.</summary>
    public bool IsOneMarketAtATime { get; init; }

    /// <summary>How plans are kept from charging and discharging at once. Default: <see cref="ExclusivityMode.Held"/>.</summary>
    public ExclusivityMode Exclusivity { get; init; } = ExclusivityMode.Held;

    internal int Steps => Venues[0].Prices.Grid.Count;

    internal double Hours => Venues[0].Prices.Grid.StepHours;

    /// <summary>Blocks of a product: index of the block of each step, from 0, by the product's clock.</summary>
    internal int[] Blocks(ReserveOffer offer)
    {
        var grid = Venues[0].Prices.Grid;
        var blocks = new int[Steps];
        for (var t = 1; t < Steps; t++)
            blocks[t] = blocks[t - 1] + (offer.Product.BlockOf(grid.StartOf(t)) == offer.Product.BlockOf(grid.StartOf(t - 1)) ? 0 : 1);
        return blocks;
    }

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Plant);
        if (Venues is null || Venues.Count == 0)
            throw new ArgumentException("Venues: expected at least one, was none.", nameof(Venues));
        Plant.Check();
        var scenarios = Venues.Max(venue => venue.Prices.Count);
        foreach (var venue in Venues)
        {
            if (venue.Prices.Grid != Venues[0].Prices.Grid || (venue.Prices.Count != 1 && venue.Prices.Count != scenarios))
                throw new ArgumentException($"Venues: expected {venue.Name} on {Venues[0].Prices.Grid} with 1 or {scenarios} scenarios.", nameof(Venues));
            if (!(venue.FeePerMwh is >= 0 and < double.PositiveInfinity) || !(venue.VolumeLimitMw is null or >= 0))
                throw new ArgumentException($"Venues: expected a fee and a volume limit >= 0 of {venue.Name}.", nameof(Venues));
        }

        if (MarginMwh is { } margin && (margin.Count != Steps + 1 || margin.Any(one => !(double.IsFinite(one) && one >= 0))))
            throw new ArgumentException($"MarginMwh: expected {Steps + 1} numbers >= 0, was {string.Join(", ", margin)}.", nameof(MarginMwh));
        foreach (var offer in Reserves)
        {
            offer.Product.Check();
            Series(offer, offer.PricePerMwHour, nameof(offer.PricePerMwHour), isNaNClosed: true);
            Series(offer, offer.UpwardEnergyPricePerMwh, nameof(offer.UpwardEnergyPricePerMwh), isNaNClosed: false);
            Series(offer, offer.DownwardEnergyPricePerMwh, nameof(offer.DownwardEnergyPricePerMwh), isNaNClosed: false);
            if (!(offer.MaximumMw is null or >= 0))
                throw new ArgumentException($"{offer.Product.Name}: expected a MaximumMw >= 0, was {offer.MaximumMw}.");
        }
    }

    private void Series(ReserveOffer offer, IReadOnlyList<double>? values, string name, bool isNaNClosed)
    {
        if (values is null)
            return;
        if (values.Count != Steps)
            throw new ArgumentException($"{offer.Product.Name}: expected {Steps} values of {name}, was {values.Count}.");
        for (var t = 0; t < values.Count; t++)
        {
            if (!double.IsFinite(values[t]) && !(isNaNClosed && double.IsNaN(values[t])))
            {
                throw new ArgumentException(
                    $"{offer.Product.Name}: {name}[{t}] ({Venues[0].Prices.Grid.StartOf(t):O}): expected a finite price, was {values[t]}.");
            }
        }
    }
}
