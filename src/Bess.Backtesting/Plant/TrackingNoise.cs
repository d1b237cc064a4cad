namespace Bess.Backtesting.Plant;

/// <summary>Half-normal numbers that depend on seed, day and step alone: SplitMix64 (Steele, Lea and Flood 2014) and Box and Muller (1958).</summary>
internal static class TrackingNoise
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>max(0, N) with N standard normal.</summary>
    public static double Shortfall(int seed, DateOnly day, int step)
    {
        unchecked
        {
            var state = ((ulong)(uint)seed * 0xD1342543DE82EF95) ^ ((ulong)day.DayNumber << 20) ^ (ulong)step;
            var first = Uniform(ref state);
            var second = Uniform(ref state);
            return Math.Max(0, Math.Sqrt(-2 * Math.Log(1 - first)) * Math.Cos(2 * Math.PI * second));
        }
    }

    private static double Uniform(ref ulong state)
    {
        unchecked
        {
            var z = state += Golden;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
