using Bess.Domain.Assets;
using Bess.Domain.Schedules;

namespace Bess.Domain.Tests.Schedules;

public sealed class ScheduleTests
{
    [Fact]
    public void Construct_Valid_KeepsItsOwnNumbers()
    {
        var power = new[] { 1.0, -1.0 };
        var schedule = new Schedule(new AgentId("a"), Build.Hours(2), power, [0, 0.9], 1.0, [0]);
        power[0] = 7;
        Assert.Equal([1, -1], schedule.PowerMw.ToArray());
        Assert.Equal([0, 0.9], schedule.StateOfChargeMwh.ToArray());
        Assert.Equal([0], schedule.OutsideWindow);
    }

    [Fact]
    public void Construct_EverythingWrong_AllFaultsTogether()
    {
        var error = Assert.Throws<BessDataException>(
            () => new Schedule(default, Build.Hours(2), [double.NaN], [1, 2, 3], double.NaN, [1, 1, 2]));
        Assert.Equal(
            ["agent", "powerMw", "powerMw[0]", "stateOfChargeMwh", "initialEnergyMwh", "outsideWindow[1]"],
            error.Faults.Take(6).Select(fault => fault.Field));
    }
}
