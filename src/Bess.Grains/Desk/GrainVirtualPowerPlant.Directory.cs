using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;

namespace Bess.Grains.Desk;

/// <content>What the cluster can list: it knows its plants, each plant its latest rounds.</content>
/// <remarks>What is listed of all plants is bounded: of each plant its newest rounds, <see cref="MostListed"/> together and at least one.</remarks>
public sealed partial class GrainVirtualPowerPlant : IDeskDirectory
{
    /// <summary>How many rounds of all plants are asked for a list.</summary>
    public const int MostListed = 200;

    /// <inheritdoc />
    public bool KnowsFleets => false;

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> PowerPlantsAsync(CancellationToken cancellationToken = default)
    {
        var names = await CallAsync(() => grains.GetGrain<IPlantsGrain>(IPlantsGrain.Key).ListAsync(), cancellationToken).ConfigureAwait(false);
        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<RoundView>> RecentRoundsAsync(CancellationToken cancellationToken = default)
    {
        var plants = await PowerPlantsAsync(cancellationToken).ConfigureAwait(false);
        var ids = await Task.WhenAll(plants.Select(plant => CallAsync(() => Fleet(plant).RoundsAsync(), cancellationToken))).ConfigureAwait(false);
        var ofEach = Math.Max(1, MostListed / Math.Max(1, plants.Count));
        var views = await Task.WhenAll(ids.SelectMany(list => list.Take(ofEach)).Select(id => RoundAsync(id, cancellationToken))).ConfigureAwait(false);
        return [.. views.OfType<RoundView>().OrderByDescending(view => view.LaunchedAt).ThenBy(view => view.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Fault>> CheckAsync(RoundOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (await FaultsAsync(order with { Id = order.Id ?? NewId() }, cancellationToken).ConfigureAwait(false) is { Count: > 0 } told)
        {
            return told;
        }

        var enrolled = order.Fleet is null ? await RosterAsync(order.PowerPlant, cancellationToken).ConfigureAwait(false) : null;
        return FleetCheck.Members(order, order.Fleet?.Members.Count ?? enrolled?.Entries.Count ?? 0) is { } fault ? [fault] : [];
    }

    /// <inheritdoc />
    /// <remarks>Without its batteries: their data are with whoever hosts them.</remarks>
    public async Task<RoundOrder?> OrderAsync(string roundId, CancellationToken cancellationToken = default) =>
        await CallAsync(() => Round(roundId).OrderAsync(), cancellationToken).ConfigureAwait(false) is { } order ? RoundOrderDocument.Read(order).Value : null;
}
