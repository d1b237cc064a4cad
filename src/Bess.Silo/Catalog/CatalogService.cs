using Bess.Coordination.Desk;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Grains;

namespace Bess.Silo.Catalog;

/// <summary>At the start of a coordinator: enrols the fleets of the catalog and sets their standing orders. Every coordinator does; it may be repeated.</summary>
internal sealed partial class CatalogService(
    IReadOnlyList<CatalogFleet> fleets, IRoundDesk desk, IGrainFactory grains, TimeProvider clock, ILogger<CatalogService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var fleet in fleets)
            {
                var faults = await EnrolAsync(fleet, stoppingToken);
                if (faults.Count == 0)
                    faults = await ScheduleAsync(fleet, stoppingToken);
                if (faults.Count == 0)
                    LogOffered(logger, fleet.PowerPlant, fleet.Fleet.Members.Count, fleet.Orders.Length);
                foreach (var fault in faults)
                    LogRefused(logger, fleet.PowerPlant, fault);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops before the cluster was there.
        }
    }

    private async Task<IReadOnlyList<Fault>> EnrolAsync(CatalogFleet fleet, CancellationToken cancellationToken)
    {
        var known = (await desk.RosterAsync(fleet.PowerPlant, cancellationToken))?.Groups ?? [];
        FleetGroup[] added = [.. fleet.Fleet.Groups.Where(group => known.All(other => other.Name != group.Name))];
        var faults = added.Length == 0 ? [] : await desk.SetGroupsAsync(fleet.PowerPlant, [.. known, .. added], cancellationToken);
        return faults.Count > 0 ? faults : await desk.JoinAsync(fleet.PowerPlant, fleet.Fleet.Members, cancellationToken);
    }

    private async Task<IReadOnlyList<Fault>> ScheduleAsync(CatalogFleet fleet, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IFleetGrain>(fleet.PowerPlant);
        var faults = await Retry.UntilDoneAsync(() => grain.ScheduleAsync(fleet.Orders), clock, cancellationToken);
        return [.. faults.Select(fault => new Fault(fault[0], fault[1], fault[2], fault[3]))];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{PowerPlant}: {Batteries} batteries enrolled, {Orders} standing orders")]
    private static partial void LogOffered(ILogger logger, string powerPlant, int batteries, int orders);

    [LoggerMessage(Level = LogLevel.Error, Message = "{PowerPlant} of the catalog was refused: {Fault}")]
    private static partial void LogRefused(ILogger logger, string powerPlant, Fault fault);
}
