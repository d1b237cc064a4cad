using System.Globalization;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Units;

namespace Bess.Coordination.Fleets;

/// <summary>Makes heterogeneous fleets for trials, reproducible from a seed.</summary>
/// <remarks>
/// Capacity 0.01–10 MWh (log-uniform), charge limit 0.25–1 of capacity per hour, discharge limit 0.8–1.2 of the charge limit,
/// efficiencies 0.80–0.97 (charge) and 0.85–0.97 (discharge), window 10–90 %, initial energy 15–85 % of capacity, λ 0–2 with
/// α 0.05, degradation 1–6 per MWh. Of every two batteries one, by chance, must end as it began; what is left in the other is
/// worth 40–70 per MWh times its discharge efficiency. All draws are uniform unless said otherwise and are rounded to four
/// significant digits. Battery i does not depend on how many follow it. Thread-safe.
/// </remarks>
public static class FleetGenerator
{
    private const double TailShare = 0.05;

    /// <summary>Makes a fleet.</summary>
    /// <param name="batteries">Number of batteries; ≥ 1. They are named <c>b-001</c>, <c>b-002</c>, …</param>
    /// <param name="seed">Seed: the same arguments give the same fleet.</param>
    /// <param name="name">Name of the fleet; not empty.</param>
    /// <param name="feeders">
    /// Number of groups <c>feeder-01</c>, <c>feeder-02</c>, … to which the batteries are dealt in turn; default 0: no groups.
    /// </param>
    /// <returns>The fleet; always a valid one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// When <paramref name="batteries"/> is below 1 or <paramref name="feeders"/> below 0.
    /// </exception>
    /// <exception cref="ArgumentException">When <paramref name="name"/> is empty.</exception>
    public static Fleet Generate(int batteries, int seed, string name, int feeders = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batteries, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(feeders);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var random = new Random(seed);
        var groups = Enumerable.Range(1, feeders).Select(i => new FleetGroup(Numbered("feeder", i, "00"))).ToArray();
        var members = new FleetMember[batteries];
        var firstIsFixed = false;
        for (var i = 0; i < batteries; i++)
        {
            var isFirst = i % 2 == 0;
            if (isFirst)
                firstIsFixed = random.Next(2) == 0;
            members[i] = Draw(random, Numbered("b", i + 1, "000"), isFirst == firstIsFixed, feeders == 0 ? null : groups[i % feeders].Name);
        }

        return new Fleet(name, members, groups);
    }

    private static FleetMember Draw(Random random, string id, bool isFixed, string? group)
    {
        double Between(double low, double high) => Rounded(low + ((high - low) * random.NextDouble()));
        var capacity = Rounded(Math.Exp(Math.Log(0.01) + (Math.Log(1000) * random.NextDouble())));
        var chargeLimit = Between(0.25 * capacity, capacity);
        var battery = new Battery(new BatterySpecification
        {
            Id = id,
            EnergyCapacityMwh = capacity,
            ChargeLimitMw = chargeLimit,
            DischargeLimitMw = Between(0.8 * chargeLimit, 1.2 * chargeLimit),
            ChargeEfficiency = Between(0.80, 0.97),
            DischargeEfficiency = Between(0.85, 0.97),
            MinimumEnergyMwh = Rounded(0.1 * capacity),
            MaximumEnergyMwh = Rounded(0.9 * capacity),
            DegradationCostPerMwh = Between(1, 6),
        });
        var initial = new Energy(Between(0.15 * capacity, 0.85 * capacity));
        var risk = new RiskPreference(Between(0, 2), TailShare);
        var pricePerMwh = Rounded(Between(40, 70) * battery.DischargeEfficiency.Value);
        TerminalCondition terminal = isFixed
            ? new TerminalCondition.Fixed(initial)
            : new TerminalCondition.Value(new EnergyPrice(pricePerMwh));
        return new FleetMember(battery, initial, terminal, risk, group);
    }

    private static double Rounded(double value) =>
        double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Numbered(string prefix, int number, string digits) =>
        prefix + "-" + number.ToString(digits, CultureInfo.InvariantCulture);
}
