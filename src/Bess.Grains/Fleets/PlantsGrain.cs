using Orleans.Placement;

namespace Bess.Grains.Fleets;

/// <summary>Names of all plants.</summary>
[GrainType("bess.plants")]
[HashBasedPlacement]
public sealed class PlantsGrain([PersistentState("plants", "bess")] IPersistentState<PlantsState> state) : Grain, IPlantsGrain
{
    /// <inheritdoc />
    public async Task AddAsync(string powerPlant)
    {
        if (!state.State.Names.Contains(powerPlant))
        {
            state.State.Names.Add(powerPlant);
            await Stored.WriteAsync(this, state);
        }
    }

    /// <inheritdoc />
    public Task<string[]> ListAsync() => Task.FromResult<string[]>([.. state.State.Names]);
}
