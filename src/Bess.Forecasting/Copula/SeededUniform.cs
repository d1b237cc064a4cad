namespace Bess.Forecasting.Copula;

/// <summary>
/// A uniform number that depends on a seed and a key alone, on every version of the runtime and in any order of asking: the finaliser
/// of SplitMix64 (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators, figure 17).
/// </summary>
internal static class SeededUniform
{
    /// <summary>A number in [0, 1).</summary>
    public static double Of(int seed, long key)
    {
        unchecked
        {
            return (Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15) ^ (ulong)key) >> 11) * (1.0 / (1UL << 53));
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
