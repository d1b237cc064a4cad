using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Programmes;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.Tests.Markets;
using Bess.Scheduling.TwoStage;

namespace Bess.Scheduling.Tests.Programmes;

/// <summary>Programmes against the planners of the same formulations, and what they refuse.</summary>
public sealed class AgentProgrammeTests
{
    [Theory]
    [InlineData("reserve", 21)]
    [InlineData("venues", 22)]
    [InlineData("solar", 23)]
    [InlineData("two-stage", 27)]
    public void Plan_WithThePlannersPower_CostsWhatThePlannerFound(string kind, int seed)
    {
        var programme = ProgrammeCases.Of(kind, seed);
        var (power, objective) = Planned(programme);

        var plan = programme.Plan(power, 5000, []).Value;

        Assert.True(plan.Audit.IsAccepted, string.Join("; ", plan.Audit.Findings));
        Assert.Equal(objective, plan.Objective, 1e-5 * (1 + Math.Abs(objective)));
        Assert.Equal(plan.Objective, plan.Money.Cost, 1e-6 * (1 + Math.Abs(objective)));
        Assert.All(power.Zip(plan.ConnectionMw), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Create_BatteryThatStartsEmpty_SellsNothingUpwardsAtFirst()
    {
        var request = ProgrammeCases.Reserve(24);
        request = request with { Plant = request.Plant with { InitialEnergyMwh = request.Plant.Battery.MinimumEnergy.Mwh } };

        var programme = ReserveProgramme.Create(request).Value;
        var plan = programme.Plan(new double[24], 5000, []).Value;

        Assert.Equal(0, plan.Claim.Reserves[0].SoldMw[0], 1e-7);
        Assert.True(plan.Audit.IsAccepted, string.Join("; ", plan.Audit.Findings));
    }

    [Fact]
    public void Plan_TwoStages_GivesARecourseForEachScenarioWithinAllLimits()
    {
        var programme = (TwoStageProgramme)ProgrammeCases.Of("two-stage", 29);
        var idle = programme.Plan(new double[24], 5000, []).Value;

        Assert.All(idle.ConnectionMw, power => Assert.Equal(0, power, 1e-7));
        Assert.Equal(programme.Request.RealTime.Count, idle.Recourse.Count);
        Assert.All(idle.Recourse, path => Assert.True(PlanAudit.Check(path).IsAccepted));
        Assert.Contains(idle.Recourse, path => path.PowerMw.Any(power => Math.Abs(power) > 0.1));
    }

    [Fact]
    public void Create_NumbersThatDoNotFit_NamesTheFault()
    {
        var reserve = ProgrammeCases.Reserve(25);
        var sunny = ProgrammeCases.Sunny(26);

        Assert.Contains("24 values of PricePerMwHour", Fault(ReserveProgramme.Create(reserve with { Reserves = [reserve.Reserves[0] with { PricePerMwHour = [1] }] }).Faults), StringComparison.Ordinal);
        Assert.Contains("soldMw: expected 4 products, was 1", Fault(ReserveProgramme.Create(reserve, [null]).Faults), StringComparison.Ordinal);
        Assert.Contains("soldMw[0][1]: expected a finite number >= 0, was NaN", Fault(ReserveProgramme.Create(reserve, [Filled(1, double.NaN), null, null, null]).Faults), StringComparison.Ordinal);
        Assert.Contains("soldMw[3][1]: expected 0 as in the rest of its block, was 0.1", Fault(ReserveProgramme.Create(reserve, [null, null, null, Filled(1, 0.1)]).Faults), StringComparison.Ordinal);
        Assert.Contains("isOneMarketAtATime", Fault(ReserveProgramme.Create(reserve with { IsOneMarketAtATime = true }).Faults), StringComparison.Ordinal);
        Assert.Contains("a plan within all limits", Fault(ReserveProgramme.Create(reserve, [Flat(5), null, null, null]).Faults), StringComparison.Ordinal);
        Assert.Contains("SolarMw", Fault(ConnectionProgramme.Create(sunny with { SolarMw = [1] }).Faults), StringComparison.Ordinal);
        Assert.Contains("a plan within all limits", Fault(ConnectionProgramme.Create(sunny with { LoadMw = Flat(50) }).Faults), StringComparison.Ordinal);
        Assert.Contains("wear.cycleDepth", Fault(ConnectionProgramme.Create(sunny with { Plant = sunny.Plant with { Wear = new WearCost { CycleDepth = [new CycleDepthSegment(1.8, 3)] } } }).Faults), StringComparison.Ordinal);

        var trader = MarketInstances.Traded(28);
        Assert.Contains("isDayAheadDeliverable: expected true", Fault(TwoStageProgramme.Create(trader with { IsDayAheadDeliverable = false }).Faults), StringComparison.Ordinal);
        Assert.Contains("committedDayAheadMw: expected none", Fault(TwoStageProgramme.Create(trader with { CommittedDayAheadMw = Flat(0) }).Faults), StringComparison.Ordinal);
        Assert.Contains("RealTimeFeePerMwh", Fault(TwoStageProgramme.Create(trader with { RealTimeFeePerMwh = -1 }).Faults), StringComparison.Ordinal);

        static string Fault(IReadOnlyList<Bess.Domain.Fault> faults) => string.Join("; ", faults);
        static double[] Flat(double value) => [.. Enumerable.Repeat(value, 24)];
        static double[] Filled(int at, double value) => [.. Enumerable.Range(0, 24).Select(t => t == at ? value : 0)];
    }

    private static (double[] PowerMw, double Objective) Planned(AgentProgramme programme)
    {
        if (programme is ReserveProgramme reserve)
        {
            var plan = new MultiMarketPlanner().Plan(reserve.Request);
            return (plan.PowerMw, plan.Objective);
        }

        if (programme is TwoStageProgramme trader)
        {
            var plan = new TwoStagePlanner().Plan(trader.Request);
            return (plan.DayAheadMw, plan.Objective);
        }

        var behind = new ConnectionPlanner().Plan(((ConnectionProgramme)programme).Request with { Exclusivity = ExclusivityMode.Held });
        return ([.. behind.ExportMw.Zip(behind.ImportMw, (export, import) => export - import)], behind.Objective);
    }
}
