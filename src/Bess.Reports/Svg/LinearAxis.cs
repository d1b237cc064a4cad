namespace Bess.Reports.Svg;

/// <summary>An axis with marks at 1, 2, 2.5 or 5 times a power of ten.</summary>
internal sealed class LinearAxis : Axis
{
    private LinearAxis(double least, double most, string title, IReadOnlyList<Tick> ticks)
        : base(least, most, title) => Ticks = ticks;

    public override IReadOnlyList<Tick> Ticks { get; }

    /// <summary>An axis whose ends are marks and that holds all finite values given.</summary>
    /// <param name="values">Values to hold; those not finite are left out.</param>
    /// <param name="title">Quantity and unit.</param>
    /// <param name="withZero">Whether zero is shown too.</param>
    /// <param name="marks">About how many marks.</param>
    public static LinearAxis Over(IEnumerable<double> values, string title, bool withZero = false, int marks = 6)
    {
        var finite = values.Where(double.IsFinite).Concat(withZero ? [0.0] : []).DefaultIfEmpty(0).ToArray();
        var (least, most) = (finite.Min(), finite.Max());
        if (most - least <= 1e-12 * Math.Max(Math.Abs(least), Math.Abs(most)))
            (least, most) = most == 0 ? (-1, 1) : (least - (Math.Abs(least) / 2), most + (Math.Abs(most) / 2));
        var step = NiceStep((most - least) / marks);
        var first = Math.Floor((least / step) + 1e-9);
        var last = Math.Ceiling((most / step) - 1e-9);
        var ticks = Enumerable.Range(0, (int)(last - first) + 1)
            .Select(k => (first + k) * step)
            .Select(at => new Tick(at, SvgText.Value(Math.Round(at / step) == 0 ? 0 : Math.Round(at, Decimals(step)))))
            .ToArray();
        return new LinearAxis(first * step, last * step, title, ticks);
    }

    /// <summary>The nicest step that is not below a wish: 1, 2, 2.5 or 5 times a power of ten.</summary>
    public static double NiceStep(double wish)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(wish)));
        foreach (var factor in new[] { 1, 2, 2.5, 5 })
        {
            if (factor * power >= wish * (1 - 1e-9))
                return factor * power;
        }

        return 10 * power;
    }

    public override double Share(double value) => (value - Least) / (Most - Least);

    private static int Decimals(double step) => Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 12);
}
