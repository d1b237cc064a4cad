namespace Bess.Reports.Svg;

/// <summary>Maps values to pixels along one direction and knows its marks.</summary>
internal abstract class Axis(double least, double most, string title)
{
    /// <summary>Lower end of the values shown.</summary>
    public double Least { get; } = least;

    /// <summary>Upper end of the values shown; above the lower.</summary>
    public double Most { get; } = most;

    /// <summary>Quantity and unit, for example <c>Price [EUR/MWh]</c>.</summary>
    public string Title { get; } = title;

    /// <summary>The marks, ascending.</summary>
    public abstract IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper; not finite when the axis cannot show it.</summary>
    public abstract double Share(double value);
}
