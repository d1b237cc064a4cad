using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bess.Coordination.Coupling;
using Bess.Coordination.Privacy;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Units;
using Bess.TestKit.Fleets;

namespace Bess.Cluster.Tests.Wire;

/// <summary>Batteries whose private numbers can be recognised wherever they turn up.</summary>
internal static class MarkedFleet
{
    public static readonly Fleet Fleet = new("marked", [.. Enumerable.Range(1, 6).Select(MemberOf)]);

    /// <summary>The private numbers of all batteries, by name.</summary>
    public static IEnumerable<(string Name, double Value)> Marks => Fleet.Members.SelectMany(MarksOf);

    public static RoundRequest RoundOf(string id, RoundOptions options)
    {
        var vpp = RandomVpp.Create(3, 2, scenarios: 5);
        double[] Flat(double value) => [.. Enumerable.Repeat(value, 24)];
        double[] target = [.. Enumerable.Range(0, 24).Select(t => 1.5 * Math.Sin(t))];
        return new RoundRequest
        {
            Id = id,
            Fleet = Fleet,
            Scenarios = vpp.ToScenarios(),
            Coupling = new CouplingSpecification { Commitments = [new Commitment(target, CommitmentMode.Priced, null, Flat(30), Flat(25))] },
            Options = options,
        };
    }

    public static IEnumerable<(string Name, double Value)> MarksOf(FleetMember member)
    {
        var battery = member.Battery;
        yield return ("capacity", battery.Capacity.Mwh);
        yield return ("floor", battery.MinimumEnergy.Mwh);
        yield return ("ceiling", battery.MaximumEnergy.Mwh);
        yield return ("charge efficiency", battery.ChargeEfficiency.Value);
        yield return ("discharge efficiency", battery.DischargeEfficiency.Value);
        yield return ("degradation cost", battery.DegradationCost.PerMwh);
        yield return ("initial energy", member.InitialEnergy.Mwh);
        yield return ("terminal value", ((TerminalCondition.Value)member.Terminal).Price.PerMwh);
        yield return ("lambda", member.Risk.Lambda);
        yield return ("tail share", member.Risk.TailShare);
    }

    /// <summary>Where a number occurs in bytes, in any of the forms in which it could be written.</summary>
    public static IEnumerable<string> Find(byte[] bytes, IEnumerable<(string Name, double Value)> numbers)
    {
        foreach (var (name, value) in numbers.Where(number => number.Value != 0))
        {
            foreach (var (form, pattern) in FormsOf(value))
            {
                if (bytes.AsSpan().IndexOf(pattern) >= 0)
                {
                    yield return $"{name} {value} as {form}";
                }
            }
        }
    }

    private static IEnumerable<(string Form, byte[] Bytes)> FormsOf(double value)
    {
        var little = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(little, value);
        yield return ("number", little);
        yield return ("number, big end first", [.. little.Reverse()]);
        yield return ("negative number", BitConverter.GetBytes(-value));
        yield return ("text", Encoding.UTF8.GetBytes(value.ToString("G12", CultureInfo.InvariantCulture)));
        if (FixedPoint.TryEncode(value, out var word))
        {
            yield return ("fixed point", FixedPoint.ToBytes([word]));
        }
    }

    private static FleetMember MemberOf(int i)
    {
        var random = new Random(i);
        var capacity = 2 + random.NextDouble();
        var battery = new Battery(new BatterySpecification
        {
            Id = $"b{i}",
            EnergyCapacityMwh = capacity,
            ChargeLimitMw = 1,
            DischargeLimitMw = 1,
            ChargeEfficiency = 0.85 + (0.1 * random.NextDouble()),
            DischargeEfficiency = 0.85 + (0.1 * random.NextDouble()),
            MinimumEnergyMwh = capacity * (0.05 + (0.1 * random.NextDouble())),
            MaximumEnergyMwh = capacity * (0.85 + (0.1 * random.NextDouble())),
            DegradationCostPerMwh = 1 + (4 * random.NextDouble()),
        });
        return new FleetMember(
            battery, new Energy(capacity * (0.4 + (0.2 * random.NextDouble()))), new TerminalCondition.Value(new EnergyPrice(20 + (30 * random.NextDouble()))),
            new RiskPreference(0.5 * random.NextDouble(), 0.05 + (0.2 * random.NextDouble())), null);
    }
}
