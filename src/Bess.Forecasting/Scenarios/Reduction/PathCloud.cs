namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Paths as points: all markets' values of a path behind one another, with the path's probability.</summary>
/// <param name="Points">One array of <see cref="Dimension"/> values a path.</param>
/// <param name="Probabilities">One a path; they sum to 1.</param>
internal sealed record PathCloud(double[][] Points, double[] Probabilities)
{
    public int Dimension => Points[0].Length;

    public static PathCloud Of(JointScenarios scenarios) => new(
        [.. Enumerable.Range(0, scenarios.Count).Select(s => Enumerable.Range(0, scenarios.Markets.Count).SelectMany(m => scenarios.Values(m, s).ToArray()).ToArray())],
        scenarios.Probabilities.ToArray());

    public double[] Mean()
    {
        var mean = new double[Dimension];
        for (var i = 0; i < Points.Length; i++)
        {
            for (var t = 0; t < mean.Length; t++)
                mean[t] += Probabilities[i] * Points[i][t];
        }

        return mean;
    }

    /// <summary>Shifts all points alike, in place, so that their mean is the one given.</summary>
    public void MoveTo(double[] mean)
    {
        var now = Mean();
        foreach (var point in Points)
        {
            for (var t = 0; t < mean.Length; t++)
                point[t] += mean[t] - now[t];
        }
    }

    /// <summary>Values of one market, path after path.</summary>
    public double[] Market(int first, int count) => [.. Points.SelectMany(point => point[first..(first + count)])];
}
