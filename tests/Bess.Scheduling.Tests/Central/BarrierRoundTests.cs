using Bess.Optimization.Aladin;
using Bess.Optimization.InteriorPoint;
using Bess.Scheduling.Central;
using Bess.TestKit.Central;
using Bess.TestKit.Fleets;

namespace Bess.Scheduling.Tests.Central;

/// <summary>Kernel, coupling set and coordinator together against the central problem solved by other code.</summary>
public sealed class BarrierRoundTests
{
    [Theory]
    [InlineData(1, "commitment")]
    [InlineData(2, "commitment")]
    [InlineData(3, "boundary")]
    [InlineData(4, "band")]
    [InlineData(5, "band")]
    [InlineData(6, "priced")]
    [InlineData(7, "priced")]
    [InlineData(8, "out of reach above")]
    [InlineData(9, "out of reach below")]
    [InlineData(10, "zones")]
    [InlineData(11, "zones")]
    public void Run_RandomFleet_EqualsTheCentralProblem(int seed, string kind)
    {
        var fleet = RandomVpp.Create(seed, 4, steps: 24, scenarios: 10, zones: 2);
        var coupling = Coupling(fleet, seed, kind);
        int[][] memberships = [.. fleet.Groups.Select(g => kind == "zones" && g == 1 ? new[] { 0, 1 } : [0])];
        var central = CentralScheduler.Solve(fleet.Models, coupling, memberships, new InteriorPointSolver(), Reference.Tight);
        Assert.True(central.Check.IsAccepted);
        var scale = Math.Max(Math.Abs(central.Objective), central.AgentCost.Sum(Math.Abs));
        var round = new BarrierRound(fleet.Models, coupling, memberships);
        var largest = coupling.Upper.Concat(coupling.Lower).Max(Math.Abs);

        var step = round.Run(new BarrierAladinOptions
        {
            InitialBarrier = 0.1 * fleet.Prices.ExpectedDeviation() * fleet.MeanPowerMw,
            ResidualScale = largest,
        });

        Assert.Equal(AladinDecision.Converged, step.Decision);
        Assert.InRange(step.Iteration, 5, 40);
        Assert.InRange((step.Value - central.Objective) / scale, -5e-6, 5e-6);
        Assert.InRange((round.LowerBound - central.Objective) / scale, -1e-4, 1e-8);
        var priced = round.Answers.Sum(a => a.Cost) + coupling.Cost(step.Sums);
        Assert.InRange((priced - central.Objective) / scale, -1e-6, 1e-4);
        for (var row = 0; row < coupling.Rows; row++)
        {
            Assert.Equal(Math.Sign(Rounded(coupling.Excess(row, central.SumsMw[row]))), Math.Sign(Rounded(coupling.Excess(row, step.Sums[row]))));
            Assert.InRange(step.Multipliers[row], -coupling.ShortfallPrice[row] - 0.01, coupling.SurplusPrice[row] + 0.01);
        }

        double Rounded(double excess) => Math.Abs(excess) < 1e-4 * largest ? 0 : excess;
    }

    private static CouplingSet Coupling(RandomVpp fleet, int seed, string kind)
    {
        var target = kind == "boundary" ? fleet.BoundaryTarget(seed) : fleet.InteriorTarget(seed);
        double[] Flat(double value) => [.. Enumerable.Repeat(value, target.Length)];
        var power = fleet.TotalPowerMw;
        double[] Shifted(double by) => [.. target.Select(p => p + by)];
        return kind switch
        {
            "band" => new CouplingSet(24, Flat(-0.4 * power), Flat(0.3 * power), Flat(900), Flat(1100)),
            "priced" => new CouplingSet(24, target, target, Flat(12), Flat(-3)),
            "out of reach above" => new CouplingSet(24, Shifted(2 * power), Shifted(2 * power), Flat(900), Flat(300)),
            "out of reach below" => new CouplingSet(24, Shifted(-2 * power), Shifted(-2 * power), Flat(300), Flat(900)),
            "zones" => new CouplingSet(24, [.. target, .. Flat(-0.2 * power)], [.. target, .. Flat(0.2 * power)], [.. Flat(900), .. Flat(900)], [.. Flat(1100), .. Flat(1100)]),
            _ => new CouplingSet(24, target, target, Flat(1000), Flat(1000)),
        };
    }
}
