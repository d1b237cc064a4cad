namespace Bess.Forecasting.Models;

/// <summary>Mean of the quantiles of other heads, level by level.</summary>
internal sealed class BlendHead(params IQuantileHead[] heads) : IQuantileHead
{
    // The others learn on their own.
    public void Fit(IReadOnlyList<ForecastDay> known)
    {
    }

    public void Predict(ReadOnlySpan<double> members, double scale, Span<double> quantiles)
    {
        var one = new double[quantiles.Length];
        quantiles.Clear();
        foreach (var head in heads)
        {
            head.Predict(members, scale, one);
            for (var i = 0; i < one.Length; i++)
                quantiles[i] += one[i] / heads.Length;
        }
    }

    public void Write(ModelWriter writer)
    {
    }

    public void Read(ModelReader reader)
    {
    }
}
