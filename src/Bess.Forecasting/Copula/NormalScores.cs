using MathNet.Numerics.Distributions;

namespace Bess.Forecasting.Copula;

/// <summary>Ranks of observations as normal numbers: van der Waerden's scores Φ⁻¹(rank/(n + 1)), scaled to mean 0 and variance 1.</summary>
/// <remarks>
/// Ranks make the correlation blind to marginals that are wrong: a forecast that is too wide or too high moves no rank.
/// Equal observations get the mean of their ranks; a column of equal numbers becomes zero.
/// </remarks>
internal static class NormalScores
{
    /// <summary>Scores of a table, column by column.</summary>
    /// <param name="rows">n rows of p numbers each.</param>
    public static double[][] Of(IReadOnlyList<double[]> rows)
    {
        var n = rows.Count;
        var scores = rows.Select(row => new double[row.Length]).ToArray();
        for (var column = 0; n > 0 && column < rows[0].Length; column++)
        {
            var ranks = Ranks([.. rows.Select(row => row[column])]);
            var values = ranks.Select(rank => Normal.InvCDF(0, 1, rank / (n + 1))).ToArray();
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / n);
            for (var i = 0; i < n; i++)
                scores[i][column] = deviation > 1e-9 ? (values[i] - mean) / deviation : 0;
        }

        return scores;
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var i = 0; i < order.Length;)
        {
            var end = i + 1;
            while (end < order.Length && values[order[end]] == values[order[i]])
                end++;
            for (var k = i; k < end; k++)
                ranks[order[k]] = (i + 1 + end) / 2.0;
            i = end;
        }

        return ranks;
    }
}
