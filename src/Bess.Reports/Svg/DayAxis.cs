using System.Globalization;

namespace Bess.Reports.Svg;

/// <summary>Days one after the other: day k reaches from k to k + 1; marks at days or at the first of months.</summary>
internal sealed class DayAxis : Axis
{
    private const int MostDaysByName = 40;
    private const int MostMarks = 13;

    public DayAxis(IReadOnlyList<DateOnly> days)
        : base(0, Math.Max(1, days.Count), "Local day")
    {
        var byDay = days.Count <= MostDaysByName;
        var places = Enumerable.Range(0, days.Count).Where(k => byDay || days[k].Day == 1).ToArray();
        var stride = Math.Max(1, (int)Math.Ceiling(places.Length / (double)MostMarks));
        Ticks = [.. places.Where((_, i) => i % stride == 0)
            .Select(k => new Tick(k, days[k].ToString(byDay ? "d MMM" : "MMM yy", CultureInfo.InvariantCulture)))];
    }

    public override IReadOnlyList<Tick> Ticks { get; }

    public override double Share(double value) => value / Most;
}
