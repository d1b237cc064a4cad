using Bess.Domain.Portfolio;

namespace Bess.Grains.Batteries;

/// <summary>A battery on its owner's machine: specification from the owner's file, schedules in the owner's store, placed nowhere else.</summary>
[GrainType("bess.battery.prosumer")]
[OwnerPlacementFilter]
public sealed class ProsumerBatteryGrain(BatteryServices services, IOwnBatteries own) : BatteryHost(services), IProsumerBatteryGrain
{
    /// <inheritdoc />
    protected override FleetMember? Member => own.Find(this.GetPrimaryKeyString().Split('/')[1]);

    /// <inheritdoc />
    protected override bool ShowsSchedules => own.ShowsSchedules;
}
