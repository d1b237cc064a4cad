using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Tests.LinearAlgebra;

/// <summary>Quasi-definite matrices of many shapes, with the signs of their pivots.</summary>
internal static class LdlPatterns
{
    public static TheoryData<string> Names =>
    [
        "empty", "one", "diagonal", "arrow", "reversed arrow", "chain", "disconnected", "dense rows", "dense", "wide", "grid",
        "tree", "random",
    ];

    public static (SparseMatrix Matrix, sbyte[] Signs) Make(string name, int seed = 1)
    {
        var random = new Random(seed);
        return name switch
        {
            "empty" => Dominant(random, 0, []),
            "one" => Dominant(random, 1, []),
            "diagonal" => Dominant(random, 50, []),
            "arrow" => Dominant(random, 60, Enumerable.Range(1, 59).Select(j => (0, j))),
            "reversed arrow" => Dominant(random, 60, Enumerable.Range(0, 59).Select(j => (j, 59))),
            "chain" => Dominant(random, 90, Enumerable.Range(1, 89).Select(j => (j - 1, j))),
            "disconnected" => Dominant(random, 120, Pairs(120, (i, j) => i / 12 == j / 12)),
            "dense rows" => Dominant(random, 400, Pairs(400, (i, j) => i < 3 || i == j - 1)),
            "dense" => Dominant(random, 150, Pairs(150, (_, _) => true)),
            "wide" => Dominant(random, 300, Pairs(300, (i, j) => (i + j) % 3 != 0 || j > 200)),
            "grid" => Dominant(random, 900, Pairs(900, (i, j) => i == j - 30 || (i == j - 1 && j % 30 != 0))),
            "tree" => Dominant(random, 300, Enumerable.Range(1, 299).Select(j => (random.Next(j), j))),
            "random" => Dominant(random, 250, Enumerable.Range(0, 900).Select(_ => (random.Next(250), random.Next(250)))),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown pattern."),
        };
    }

    /// <summary>Off-diagonal normal numbers; alternately signed diagonals; each sign's block is diagonally dominant.</summary>
    private static (SparseMatrix Matrix, sbyte[] Signs) Dominant(Random random, int count, IEnumerable<(int Row, int Column)> places)
    {
        var signs = new sbyte[count];
        for (int k = 0; k < count; k++) signs[k] = random.Next(2) == 0 ? (sbyte)1 : (sbyte)-1;
        var builder = new SparseMatrixBuilder(count, count);
        var diagonal = new double[count];
        foreach (var (row, column) in places.Where(place => place.Row != place.Column).Select(Ordered).Distinct())
        {
            double value = RandomProblems.Normal(random);
            builder.Add(row, column, value);
            if (signs[row] != signs[column]) continue;
            diagonal[row] += Math.Abs(value);
            diagonal[column] += Math.Abs(value);
        }

        for (int k = 0; k < count; k++) builder.Add(k, k, signs[k] * (0.5 + random.NextDouble() + diagonal[k]));
        return (builder.Build(), signs);
    }

    private static IEnumerable<(int Row, int Column)> Pairs(int count, Func<int, int, bool> holds)
        => Enumerable.Range(0, count).SelectMany(j => Enumerable.Range(0, j).Where(i => holds(i, j)).Select(i => (i, j)));

    private static (int Row, int Column) Ordered((int Row, int Column) place)
        => (Math.Min(place.Row, place.Column), Math.Max(place.Row, place.Column));
}
