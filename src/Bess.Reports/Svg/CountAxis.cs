using System.Globalization;

namespace Bess.Reports.Svg;

/// <summary>Whole numbers, such as iterations, from a first to a last.</summary>
internal sealed class CountAxis : Axis
{
    public CountAxis(int first, int last, string title)
        : base(first, Math.Max(last, first + 1), title)
    {
        var stride = (int)Math.Max(1, LinearAxis.NiceStep(Math.Max(1, (last - first) / 12.0)));
        Ticks = Enumerable.Range(first, last - first + 1).Where(k => k == first || k % stride == 0)
            .Select(k => new Tick(k, k.ToString(CultureInfo.InvariantCulture))).ToArray();
    }

    public override IReadOnlyList<Tick> Ticks { get; }

    public override double Share(double value) => (value - Least) / (Most - Least);
}
