using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Domain.Tests;

/// <summary>Valid things for tests to start from.</summary>
internal static class Build
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static readonly Provenance Made = new("test", null, Synthetic: true);

    public static BatterySpecification Specification(string id = "b1") => new()
    {
        Id = id,
        EnergyCapacityMwh = 2.0,
        ChargeLimitMw = 1.8,
        DischargeLimitMw = 1.8,
        ChargeEfficiency = 0.85,
        DischargeEfficiency = 0.90,
        MinimumEnergyMwh = 0.2,
        MaximumEnergyMwh = 1.8,
    };

    public static FleetMember Member(string id, string? group = null) =>
        new(new Battery(Specification(id)), new Energy(1), new TerminalCondition.None(), RiskPreference.Neutral, group);

    public static TimeGrid Hours(int count) => new(Noon, TimeSpan.FromHours(1), count);

    public static PriceSeries Series(params double[] pricesPerMwh) =>
        new("day_ahead", BiddingZone.DeLu, Currency.Eur, Hours(pricesPerMwh.Length), pricesPerMwh, Noon, Made);
}
