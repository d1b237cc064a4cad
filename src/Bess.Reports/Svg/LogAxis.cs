using System.Globalization;

namespace Bess.Reports.Svg;

/// <summary>A logarithmic axis with marks at powers of ten; values that are not positive have no place on it.</summary>
internal sealed class LogAxis : Axis
{
    private const double Floor = 1e-16;

    private LogAxis(int first, int last, string title)
        : base(Math.Pow(10, first), Math.Pow(10, last), title)
    {
        var stride = Math.Max(1, (int)Math.Ceiling((last - first) / 8.0));
        Ticks = Enumerable.Range(0, ((last - first) / stride) + 1).Select(k => first + (k * stride))
            .Select(power => new Tick(Math.Pow(10, power), Label(power))).ToArray();
    }

    public override IReadOnlyList<Tick> Ticks { get; }

    /// <summary>An axis from the power of ten below the values to the one above; values below 1e-16 do not widen it.</summary>
    public static LogAxis Over(IEnumerable<double> values, string title)
    {
        var shown = values.Where(value => double.IsFinite(value) && value >= Floor).DefaultIfEmpty(1).ToArray();
        var first = (int)Math.Floor(Math.Log10(shown.Min()) + 1e-9);
        var last = (int)Math.Ceiling(Math.Log10(shown.Max()) - 1e-9);
        return new LogAxis(first, Math.Max(last, first + 1), title);
    }

    public override double Share(double value) => value > 0 ? Math.Log10(value / Least) / Math.Log10(Most / Least) : double.NaN;

    private static string Label(int power) => power is >= -2 and <= 4
        ? Math.Pow(10, power).ToString("0.##", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"1e{power}").Replace('-', '\u2212');
}
