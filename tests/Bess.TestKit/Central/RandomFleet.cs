using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.TestKit.Central;

/// <summary>Random members and scenarios as domain values, reproducible from a seed; prices may be negative, starts outside the window.</summary>
public static class RandomFleet
{
    public static readonly DateTimeOffset Start = new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero);

    public static ScenarioSet Scenarios(int seed, int steps, int count, double hours = 1, double mean = 50, double spread = 40)
    {
        var random = new Random(seed);
        var prices = new double[steps * count];
        for (var i = 0; i < prices.Length; i++)
            prices[i] = mean + (spread * ((2 * random.NextDouble()) - 1)) + (spread * Math.Sin((i % steps) * hours * Math.PI / 12));
        var weights = Enumerable.Range(0, count).Select(_ => 0.5 + random.NextDouble()).ToArray();
        var sum = weights.Sum();
        return Scenarios(prices, [.. weights.Select(w => w / sum)], steps, hours);
    }

    public static ScenarioSet Scenarios(double[] prices, double[] probabilities, int steps, double hours = 1) =>
        new("test", Currency.Eur, new TimeGrid(Start, TimeSpan.FromHours(hours), steps), prices, probabilities, Start, new Provenance("test", null, true));

    /// <summary>Terminal: 0 none, 1 value, 2 floor, 3 fixed; outside: −1 starts below the window, 1 above, 0 inside.</summary>
    public static FleetMember Member(Random random, string id, int terminal, int outside = 0, bool ramp = false, string? group = null)
    {
        double Between(double low, double high) => low + ((high - low) * random.NextDouble());
        var capacity = Between(0.5, 5);
        var power = capacity * Between(0.3, 1);
        var start = outside < 0 ? capacity * 0.04 : outside > 0 ? capacity * 0.97 : capacity * Between(0.2, 0.8);
        TerminalCondition condition = terminal switch
        {
            0 => new TerminalCondition.None(),
            1 => new TerminalCondition.Value(new EnergyPrice(Between(20, 60))),
            2 => new TerminalCondition.Floor(new Energy(capacity * Between(0.2, 0.5))),
            _ => new TerminalCondition.Fixed(new Energy(capacity * Between(0.3, 0.6))),
        };
        var battery = new Battery(new BatterySpecification
        {
            Id = id,
            EnergyCapacityMwh = capacity,
            ChargeLimitMw = power,
            DischargeLimitMw = power * Between(0.8, 1.2),
            ChargeEfficiency = Between(0.8, 0.97),
            DischargeEfficiency = Between(0.85, 0.97),
            MinimumEnergyMwh = 0.1 * capacity,
            MaximumEnergyMwh = 0.9 * capacity,
            RampLimitMw = ramp ? power * Between(0.4, 0.9) : null,
            DegradationCostPerMwh = Between(0, 5),
        });
        var risk = random.NextDouble() < 0.3 ? RiskPreference.Neutral : new RiskPreference(Between(0, 2), Between(0.05, 0.4));
        return new FleetMember(battery, new Energy(start), condition, risk, group);
    }
}
