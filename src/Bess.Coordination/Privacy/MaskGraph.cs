using System.Security.Cryptography;

namespace Bess.Coordination.Privacy;

/// <summary>Which agents of a leaf share masks: all of them, or each with the k nearest on a ring of random order.</summary>
/// <remarks>
/// The ring with k/2 neighbours on either side is the Harary graph H(k, n), the fewest edges that stay connected when any k − 1 agents
/// are gone; in a random order it is the graph of Bell et al. 2020, section 3. The order follows from a seed that every agent knows.
/// Places are those of the roster. Immutable.
/// </remarks>
public sealed class MaskGraph
{
    private readonly int[][] _neighbours;

    private MaskGraph(int[][] neighbours, int degree)
    {
        _neighbours = neighbours;
        Degree = degree;
    }

    /// <summary>Number of agents.</summary>
    public int Agents => _neighbours.Length;

    /// <summary>Neighbours each.</summary>
    public int Degree { get; }

    /// <summary>Makes the graph of a leaf.</summary>
    /// <param name="agents">Number of agents, ≥ 1.</param>
    /// <param name="neighbours">k: even and ≥ 2, or ≥ <paramref name="agents"/> − 1 for the complete graph.</param>
    /// <param name="seed">Decides the order on the ring.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static MaskGraph Of(int agents, int neighbours, ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        if (neighbours >= agents - 1)
        {
            var all = Enumerable.Range(0, agents).ToArray();
            return new MaskGraph([.. all.Select(i => all.Where(j => j != i).ToArray())], agents - 1);
        }

        if (!IsDegree(neighbours))
        {
            throw new ArgumentOutOfRangeException(nameof(neighbours), neighbours, $"Expected an even number from 2, or at least {agents - 1}.");
        }

        var ring = Order(agents, seed);
        var of = new int[agents][];
        for (var at = 0; at < agents; at++)
        {
            var near = new int[neighbours];
            for (var step = 1; step <= neighbours / 2; step++)
            {
                near[2 * step - 2] = ring[(at + step) % agents];
                near[2 * step - 1] = ring[(at - step + agents) % agents];
            }

            Array.Sort(near);
            of[ring[at]] = near;
        }

        return new MaskGraph(of, neighbours);
    }

    /// <summary>
    /// The default k: the smallest even one at which a fifth of the agents, placed at random and gone or colluding, cut the ring with a
    /// probability below one in a million: (n · 0.2^(k/2))² / 2 ≤ 10⁻⁶, as two runs of k/2 such agents are needed.
    /// </summary>
    /// <param name="agents">n ≥ 1.</param>
    /// <returns>At most n − 1 (the complete graph, up to 13 agents); 14 of 64 and 16 of 192 agents.</returns>
    public static int NeighboursFor(int agents)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        var half = 1;
        while (Math.Pow(agents * Math.Pow(0.2, half), 2) / 2 > 1e-6)
        {
            half++;
        }

        return Math.Min(agents - 1, 2 * half);
    }

    /// <summary>Neighbours of an agent.</summary>
    /// <param name="place">From 0.</param>
    /// <returns>Their places, ascending.</returns>
    public IReadOnlyList<int> NeighboursOf(int place) => _neighbours[place];

    /// <summary>
    /// Whether the agents that are left hold together by masks between them. If not, the sum of each part is open, not only the whole's.
    /// </summary>
    /// <param name="left">For each place whether the agent is left.</param>
    /// <returns>True for a single part; false also when nobody is left.</returns>
    public bool IsConnected(IReadOnlyList<bool> left)
    {
        ArgumentNullException.ThrowIfNull(left);
        var count = left.Count(isLeft => isLeft);
        if (count == 0)
        {
            return false;
        }

        var seen = new bool[Agents];
        var open = new Stack<int>();
        for (var i = 0; open.Count == 0; i++)
        {
            if (left[i])
            {
                open.Push(i);
                seen[i] = true;
            }
        }

        while (open.TryPop(out var at))
        {
            count--;
            foreach (var next in _neighbours[at].Where(next => left[next] && !seen[next]))
            {
                seen[next] = true;
                open.Push(next);
            }
        }

        return count == 0;
    }

    internal static bool IsDegree(int neighbours) => neighbours >= 2 && neighbours % 2 == 0;

    /// <summary>A random order by Fisher and Yates; the draws' bias is below 2^−120.</summary>
    private static int[] Order(int agents, ReadOnlySpan<byte> seed)
    {
        var draws = new UInt128[agents];
        MaskExpansion.Add(SHA256.HashData(seed), subtract: false, draws);
        var order = Enumerable.Range(0, agents).ToArray();
        for (var i = agents - 1; i > 0; i--)
        {
            var j = (int)(draws[i] % (UInt128)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
