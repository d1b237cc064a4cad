using Bess.Coordination.Agents;
using Bess.Coordination.Coupling;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.TestKit.Fleets;

/// <summary>A random fleet with a coupling, reproducible from its seed.</summary>
public sealed class VppInstance
{
    private VppInstance(InstanceKind kind, int seed, RandomVpp vpp, CouplingSpecification coupling, double peakMw)
    {
        Kind = kind;
        Seed = seed;
        Vpp = vpp;
        Coupling = coupling;
        PeakMw = peakMw;
        Fleet = vpp.ToFleet();
        var largest = Enumerable.Range(0, vpp.Prices.Scenarios).Max(s => Enumerable.Range(0, vpp.Prices.Steps).Max(t => Math.Abs(vpp.Prices.PricePerMwh(s, t))));
        Plan = CouplingPlan.Create(coupling, Fleet.Groups, vpp.Prices.Steps, vpp.Prices.TimeStepHours, largest);
    }

    public InstanceKind Kind { get; }

    public int Seed { get; }

    public RandomVpp Vpp { get; }

    public Fleet Fleet { get; }

    public CouplingSpecification Coupling { get; }

    public CouplingPlan Plan { get; }

    /// <summary>max |P| of the target that the coupling was made from: what a residual is measured by.</summary>
    public double PeakMw { get; }

    /// <summary>Constraints of each battery.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Memberships => [.. Fleet.Members.Select(m => Plan.Classes[Plan.ClassOf(m.Group)])];

    public static VppInstance Create(InstanceKind kind, int seed, int batteries, int steps = 24, int scenarios = 20, double hours = 1, bool ramp = false)
    {
        var zones = kind == InstanceKind.Zones ? Math.Min(3, batteries) : 1;
        var vpp = RandomVpp.Create((seed * 1000) + batteries, batteries, steps, scenarios, hours, ramp, zones);
        var target = kind switch
        {
            InstanceKind.Feeder => vpp.FreeOptimum(),
            InstanceKind.Interior or InstanceKind.Infeasible => vpp.InteriorTarget(seed),
            _ => vpp.BoundaryTarget(seed),
        };
        var peak = target.Max(Math.Abs);
        return new VppInstance(kind, seed, vpp, CouplingOf(kind, vpp, target, peak), peak);
    }

    /// <summary>Fresh agents on the fleet's models.</summary>
    public IEnumerable<BatteryAgent> CreateAgents() =>
        Vpp.Models.Select((model, i) => new BatteryAgent(new AgentId($"b{i}"), model, Plan.ClassOf(Fleet.Members[i].Group)));

    private static CouplingSpecification CouplingOf(InstanceKind kind, RandomVpp vpp, double[] target, double peak)
    {
        double[] Flat(double value) => [.. Enumerable.Repeat(value, target.Length)];
        switch (kind)
        {
            case InstanceKind.Infeasible:
                target[target.Length * 3 / 4] = 1.3 * vpp.Models.Sum(m => m.DischargeLimitMw[0]);
                return new CouplingSpecification { Commitments = [new Commitment(target)] };
            case InstanceKind.Feeder:
                return new CouplingSpecification { Limits = [new PowerLimit(Flat(-0.5 * peak), Flat(0.5 * peak))] };
            case InstanceKind.Band:
                return new CouplingSpecification { Limits = [new PowerLimit([.. target.Select(p => p - (0.05 * peak))], [.. target.Select(p => p + (0.05 * peak))])] };
            case InstanceKind.Soft:
                return new CouplingSpecification { Commitments = [new Commitment(target, CommitmentMode.Priced, null, Flat(30), Flat(25))] };
            case InstanceKind.Zones:
                double Power(int zone) => vpp.Models.Where((_, i) => vpp.Groups[i] == zone).Sum(m => m.DischargeLimitMw[0]);
                return new CouplingSpecification
                {
                    Commitments = [new Commitment([.. target.Select(p => 0.6 * p)])],
                    Limits = vpp.Groups.Max() == 0 ? [] : [.. vpp.Groups.Distinct().Select(z => new PowerLimit(Flat(-0.35 * Power(z)), Flat(0.35 * Power(z)), $"zone-{z}"))],
                };
            default:
                return new CouplingSpecification { Commitments = [new Commitment(target)] };
        }
    }
}
