using System.Collections.Concurrent;
using Bess.Domain.Prices;
using Bess.Grains.Wire;
using Bess.Scheduling;
using Bess.Scheduling.Kernel;

namespace Bess.Grains.Batteries;

/// <summary>Prices of the rounds that batteries of this process take part in, kept once and not once a battery.</summary>
public sealed class ScenarioCache
{
    private readonly ConcurrentDictionary<string, WeakReference<RoundPrices>> _rounds = new();

    /// <summary>The prices of a round.</summary>
    /// <param name="roundId">Round.</param>
    /// <param name="message">They as they came.</param>
    /// <returns>Shared as long as a battery holds them.</returns>
    public RoundPrices Of(string roundId, ScenariosMessage message)
    {
        if (_rounds.TryGetValue(roundId, out var kept) && kept.TryGetTarget(out var known))
        {
            return known;
        }

        ArgumentNullException.ThrowIfNull(message);
        var scenarios = message.ToScenarios();
        var prices = new RoundPrices(scenarios, StorageModelFactory.MatrixOf(scenarios));
        _rounds[roundId] = new WeakReference<RoundPrices>(prices);
        foreach (var (id, reference) in _rounds)
        {
            if (!reference.TryGetTarget(out _))
            {
                _rounds.TryRemove(id, out _);
            }
        }

        return prices;
    }
}

/// <summary>Prices of a round.</summary>
/// <param name="Scenarios">As people know them.</param>
/// <param name="Matrix">As the kernel needs them.</param>
public sealed record RoundPrices(ScenarioSet Scenarios, ScenarioMatrix Matrix);
