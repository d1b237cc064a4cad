using System.Globalization;
using Bess.Domain.Time;

namespace Bess.Reports.Svg;

/// <summary>The horizon as an axis: values are interval boundaries 0 … T; marks at whole hours in UTC, with local time below.</summary>
internal sealed class TimeAxis : Axis
{
    private static readonly int[] Strides = [1, 2, 3, 4, 6, 12, 24, 48, 168];

    public TimeAxis(TimeGrid grid, MarketClock? clock)
        : base(0, grid.Count, clock is null ? "Time [UTC]" : $"Time [UTC, and below it {clock} time]")
    {
        var hours = (grid.End - grid.Start).TotalHours;
        var stride = TimeSpan.FromHours(Strides.FirstOrDefault(each => hours / each <= 13, Strides[^1]));
        var ticks = new List<Tick>();
        var first = new DateTimeOffset(grid.Start.Ticks - (grid.Start.Ticks % stride.Ticks), TimeSpan.Zero);
        for (var at = first; at <= grid.End; at += stride)
        {
            if (at >= grid.Start)
                ticks.Add(new Tick((at - grid.Start) / grid.Step, Words(at.UtcDateTime), clock is null ? null : Words(clock.LocalTime(at))));
        }

        Ticks = ticks;
    }

    public override IReadOnlyList<Tick> Ticks { get; }

    public override double Share(double value) => value / Most;

    private static string Words(DateTime time) =>
        time.ToString(time.TimeOfDay == TimeSpan.Zero ? "d MMM" : "HH:mm", CultureInfo.InvariantCulture);
}
