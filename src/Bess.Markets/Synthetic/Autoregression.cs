namespace Bess.Markets.Synthetic;

/// <summary>A first-order autoregressive process with a given stationary standard deviation, started in its stationary law.</summary>
internal sealed class Autoregression(double persistence, double deviation, SeededNormal chance)
{
    private readonly double _shock = deviation * Math.Sqrt(1 - (persistence * persistence));
    private double? _value;

    public double Next()
    {
        _value = _value is { } last ? (persistence * last) + (_shock * chance.Normal()) : deviation * chance.Normal();
        return _value.Value;
    }
}
