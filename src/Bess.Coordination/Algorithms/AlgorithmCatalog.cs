using Bess.Coordination.Rounds;

namespace Bess.Coordination.Algorithms;

/// <summary>The algorithms by name.</summary>
internal static class AlgorithmCatalog
{
    public static ICoordinationAlgorithm Create(RoundOptions options) => options.Algorithm switch
    {
        CoordinationAlgorithm.BarrierAladin => new BarrierAladinAlgorithm(),
        CoordinationAlgorithm.Aladin => new AladinAlgorithm(),
        CoordinationAlgorithm.Admm => new AdmmAlgorithm(),
        CoordinationAlgorithm.DantzigWolfe => new DantzigWolfeAlgorithm(),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Algorithm, "unknown algorithm"),
    };
}
