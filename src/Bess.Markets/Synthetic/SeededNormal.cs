namespace Bess.Markets.Synthetic;

/// <summary>
/// Uniform and normal numbers that depend on the seed alone, on every version of the runtime: SplitMix64 (Steele, Lea and Flood
/// 2014, Fast splittable pseudorandom number generators, figure 17) and the method of Box and Muller (1958).
/// </summary>
internal sealed class SeededNormal(int seed)
{
    private ulong _state = unchecked((ulong)seed * 0xD1342543DE82EF95);

    /// <summary>A number in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
