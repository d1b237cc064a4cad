using Bess.Coordination.Rounds;

namespace Bess.Coordination.Algorithms;

/// <summary>The algorithms by name.</summary>
internal static class AlgorithmCatalog
{
    public static ICoordinationAlgorithm Create(RoundOptions options) => options.Algorithm switch
    {
        CoordinationAlgorithm.BarrierAladin => new BarrierAladinAlgorithm(),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Algorithm, "unknown algorithm"),
    };
}
