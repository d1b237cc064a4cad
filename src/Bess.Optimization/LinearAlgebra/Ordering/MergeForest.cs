namespace Bess.Optimization.LinearAlgebra.Ordering;

/// <summary>Which variable was merged into which, so that merged ones are ordered next to their representative.</summary>
internal sealed class MergeForest
{
    private const int None = -1;
    private readonly int[] _tail;
    private readonly int[] _next;

    public MergeForest(int count)
    {
        _tail = new int[count];
        _next = new int[count];
        for (int i = 0; i < count; i++) _tail[i] = i;
        Array.Fill(_next, None);
    }

    /// <summary>Appends a variable, with everything attached to it, behind a representative.</summary>
    public void Attach(int variable, int representative)
    {
        _next[_tail[representative]] = variable;
        _tail[representative] = _tail[variable];
    }

    /// <summary>Lists representatives in order, each followed by its merged variables, then the given last ones.</summary>
    public int[] Expand(List<int> representatives, List<int> last)
    {
        var order = new int[_next.Length];
        int count = 0;
        foreach (int representative in representatives)
        {
            for (int node = representative; node != None; node = _next[node]) order[count++] = node;
        }

        foreach (int node in last) order[count++] = node;
        return order;
    }
}
