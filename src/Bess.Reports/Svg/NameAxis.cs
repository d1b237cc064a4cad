namespace Bess.Reports.Svg;

/// <summary>Names one after the other: name k stands in the middle of k and k + 1.</summary>
internal sealed class NameAxis : Axis
{
    private const int MostMarks = 16;

    public NameAxis(IReadOnlyList<string> names, string title)
        : base(0, Math.Max(1, names.Count), title)
    {
        var stride = Math.Max(1, (int)Math.Ceiling(names.Count / (double)MostMarks));
        Ticks = [.. names.Select((name, k) => new Tick(k + 0.5, name)).Where((_, k) => k % stride == 0)];
    }

    public override IReadOnlyList<Tick> Ticks { get; }

    public override double Share(double value) => value / Most;
}
