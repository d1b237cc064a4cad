namespace Bess.TestKit;

/// <summary>What a call allocates by itself.</summary>
public static class Allocation
{
    private const int Rounds = 8;

    /// <summary>The least that a round allocated on this thread: the runtime, compiling a method anew, may allocate in any one of them.</summary>
    /// <param name="round">What is measured; called some times.</param>
    /// <returns>Bytes.</returns>
    public static long Least(Action round)
    {
        ArgumentNullException.ThrowIfNull(round);
        var least = long.MaxValue;
        for (var k = 0; k < Rounds; k++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
