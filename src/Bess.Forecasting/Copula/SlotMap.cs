namespace Bess.Forecasting.Copula;

/// <summary>Carries a correlation from the slots in which it was learnt to finer or coarser ones.</summary>
/// <remarks>
/// A finer slot is the straight line between the middles of the two coarser slots around its own middle; a coarser one the mean of those it holds.
/// With weights W the correlation becomes that of W z, scaled to diagonal 1; where slots became finer a share ν of own noise is mixed in,
/// because quarters of an hour do not lie on one line: R′_ij = √((1 − ν_i)(1 − ν_j))·corr(W R Wᵀ)_ij for i ≠ j.
/// </remarks>
internal static class SlotMap
{
    /// <summary>Weights of a map from one number of slots a day to another.</summary>
    /// <returns>For each new slot, the old slots and their weights; weights sum to 1.</returns>
    public static (int Slot, double Weight)[][] Weights(int from, int to) =>
        [.. Enumerable.Range(0, to).Select(slot => from > to ? Mean(slot, from, to) : Line(slot, from, to))];

    /// <summary>The correlation on new slots.</summary>
    /// <param name="correlation">p × p, market after market.</param>
    /// <param name="learnt">Slots a day of each market as learnt; sum p.</param>
    /// <param name="wanted">Slots a day of each market as wanted.</param>
    /// <param name="ownNoise">ν in [0, 1).</param>
    public static double[,] Apply(double[,] correlation, IReadOnlyList<int> learnt, IReadOnlyList<int> wanted, double ownNoise)
    {
        if (learnt.SequenceEqual(wanted))
            return correlation;
        var rows = new List<(int Slot, double Weight)[]>();
        var noise = new List<double>();
        var offset = 0;
        for (var m = 0; m < learnt.Count; m++)
        {
            foreach (var weights in Weights(learnt[m], wanted[m]))
            {
                rows.Add([.. weights.Select(one => (one.Slot + offset, one.Weight))]);
                noise.Add(wanted[m] > learnt[m] ? ownNoise : 0);
            }

            offset += learnt[m];
        }

        var deviations = rows.Select(row => Math.Sqrt(Covariance(correlation, row, row))).ToArray();
        var mapped = new double[rows.Count, rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            mapped[i, i] = 1;
            for (var j = 0; j < i; j++)
            {
                var common = Math.Sqrt((1 - noise[i]) * (1 - noise[j]));
                mapped[i, j] = mapped[j, i] = common * Covariance(correlation, rows[i], rows[j]) / (deviations[i] * deviations[j]);
            }
        }

        return mapped;
    }

    private static double Covariance(double[,] correlation, (int Slot, double Weight)[] left, (int Slot, double Weight)[] right) =>
        left.Sum(a => right.Sum(b => a.Weight * b.Weight * correlation[a.Slot, b.Slot]));

    private static (int Slot, double Weight)[] Mean(int slot, int from, int to)
    {
        var (first, last) = (slot * from / to, ((slot + 1) * from / to) - 1);
        return [.. Enumerable.Range(first, last - first + 1).Select(each => (each, 1.0 / (last - first + 1)))];
    }

    private static (int Slot, double Weight)[] Line(int slot, int from, int to)
    {
        var middle = (((slot + 0.5) * from) / to) - 0.5;
        var before = (int)Math.Floor(middle);
        if (before < 0 || before >= from - 1 || middle == before)
            return [(Math.Clamp((int)Math.Round(middle), 0, from - 1), 1.0)];
        return [(before, 1 - (middle - before)), (before + 1, middle - before)];
    }
}
