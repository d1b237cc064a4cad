using Bess.Domain.Portfolio;
using Bess.Grains.Wire;

namespace Bess.Silo.Catalog;

/// <summary>A power plant of the catalog.</summary>
/// <param name="PowerPlant">Its name.</param>
/// <param name="Fleet">The operator's batteries.</param>
/// <param name="Orders">The rounds that are launched before gate closures.</param>
internal sealed record CatalogFleet(string PowerPlant, Fleet Fleet, StandingOrderMessage[] Orders);
