using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace Bess.Grains.Batteries;

/// <summary>A grain is placed on silos of the owner that its key names, and on no others.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnerPlacementFilterAttribute() : PlacementFilterAttribute(new OwnerPlacementFilterStrategy());

/// <summary>The strategy that goes with <see cref="OwnerPlacementFilterAttribute"/>.</summary>
public sealed class OwnerPlacementFilterStrategy() : PlacementFilterStrategy(0);

/// <summary>Compares the owner in a battery's key with the metadata of the silos.</summary>
/// <param name="metadata">What silos say of themselves.</param>
public sealed class OwnerPlacementFilterDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    /// <summary>Key of the metadata that names a silo's owner.</summary>
    public const string MetadataKey = "bess.owner";

    /// <inheritdoc />
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var owner = GrainKeys.OwnerOf(target.GrainIdentity.Key.ToString()!);
        return silos.Where(silo => owner is not null && metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(MetadataKey) == owner);
    }
}
