using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Scheduling.Explaining;

/// <summary>A plan of a battery in energy markets and reserve, and the problem that it answers. Every list has one value a step.</summary>
public sealed record BatteryPlanQuestion
{
    /// <summary>Battery, markets, products, risk: what was planned for. One venue and no reserve for a plain day-ahead plan.</summary>
    public required MultiMarketRequest Problem { get; init; }

    /// <summary>Net power, MW, &gt; 0 discharge.</summary>
    public required IReadOnlyList<double> PowerMw { get; init; }

    /// <summary>Stated energy after each step, MWh; null for what the power makes of it.</summary>
    public IReadOnlyList<double>? EnergyMwh { get; init; }

    /// <summary>Position in each venue [venue][step], MW; empty for one venue, whose position is the power.</summary>
    public IReadOnlyList<IReadOnlyList<double>> VenueMw { get; init; } = [];

    /// <summary>Sold capacity [product][step], MW; one list for each product of the problem.</summary>
    public IReadOnlyList<IReadOnlyList<double>> ReserveMw { get; init; } = [];

    /// <summary>
    /// Sum of the multipliers of the round's constraints that the battery takes part in, currency/MWh, as in a round's coupled sums: the
    /// battery pays it for each MWh given. Empty outside a round.
    /// </summary>
    public IReadOnlyList<double> CouplingPricePerMwh { get; init; } = [];

    /// <summary>The question of a member planned over price scenarios, alone or in a round.</summary>
    /// <param name="member">The battery and what is asked of it.</param>
    /// <param name="scenarios">The prices.</param>
    /// <param name="powerMw">Net power, MW.</param>
    /// <param name="couplingPricePerMwh">Multipliers of a round; null outside one.</param>
    /// <returns>The question.</returns>
    public static BatteryPlanQuestion Of(
        FleetMember member, ScenarioSet scenarios, IReadOnlyList<double> powerMw, IReadOnlyList<double>? couplingPricePerMwh = null)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(scenarios);
        return new BatteryPlanQuestion
        {
            Problem = new MultiMarketRequest
            {
                Plant = StoragePlant.From(member),
                Venues = [new EnergyVenue { Name = "day-ahead", Prices = scenarios }],
                Risk = member.Risk,
            },
            PowerMw = powerMw,
            CouplingPricePerMwh = couplingPricePerMwh ?? [],
        };
    }
}
