using System.Globalization;

namespace Bess.Reports.Svg;

/// <summary>Colours for values, told apart by those who cannot tell red from green, and by lightness alone.</summary>
internal sealed class ColorScale
{
    // Blue over grey-white to orange; and dark blue over grey to yellow. Lightness is monotone on each side of the middle.
    private static readonly (double R, double G, double B)[] Signed =
        [(0, 58, 125), (0, 114, 178), (122, 179, 219), (242, 242, 242), (243, 188, 107), (213, 94, 0), (127, 49, 0)];

    private static readonly (double R, double G, double B)[] Rising =
        [(0, 34, 78), (53, 69, 109), (102, 105, 112), (148, 142, 119), (200, 184, 102), (255, 233, 69)];

    private readonly (double R, double G, double B)[] _stops;

    private ColorScale(double least, double most, (double R, double G, double B)[] stops)
    {
        Least = least;
        Most = most;
        _stops = stops;
    }

    public double Least { get; }

    public double Most { get; }

    /// <summary>A scale over finite values: with a white middle at zero when they have both signs, rising otherwise.</summary>
    public static ColorScale Over(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (least, most) = (finite.Min(), finite.Max());
        if (least < 0 && most > 0)
        {
            var reach = Math.Max(-least, most);
            return new ColorScale(-reach, reach, Signed);
        }

        return new ColorScale(least, most > least ? most : least + 1, Rising);
    }

    /// <summary>The colour of a value as #rrggbb; values beyond the ends get the colour of the end.</summary>
    public string Of(double value)
    {
        var place = Math.Clamp((value - Least) / (Most - Least), 0, 1) * (_stops.Length - 1);
        var k = Math.Min((int)place, _stops.Length - 2);
        var (from, to, share) = (_stops[k], _stops[k + 1], place - k);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Mix(from.R, to.R, share):x2}{Mix(from.G, to.G, share):x2}{Mix(from.B, to.B, share):x2}");
    }

    private static int Mix(double from, double to, double share) => (int)Math.Round(from + (share * (to - from)));
}
