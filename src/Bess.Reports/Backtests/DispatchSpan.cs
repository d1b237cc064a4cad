using Bess.Backtesting.Running;
using Bess.Domain.Time;

namespace Bess.Reports.Backtests;

/// <summary>Some days of a run on one grid with the finest of their steps; NaN where a day has no value. Vectors have the length of the grid.</summary>
internal sealed record DispatchSpan
{
    public required TimeGrid Grid { get; init; }

    /// <summary>Day-ahead prices, currency/MWh.</summary>
    public required double[] DayAheadPricePerMwh { get; init; }

    /// <summary>Real-time prices, currency/MWh.</summary>
    public required double[] RealTimePricePerMwh { get; init; }

    /// <summary>Sold day-ahead, or planned where nothing is sold (a site), MW.</summary>
    public required double[] PositionMw { get; init; }

    /// <summary>Asked of the plant, MW.</summary>
    public required double[] SetpointMw { get; init; }

    /// <summary>Metered, MW.</summary>
    public required double[] MeteredMw { get; init; }

    /// <summary>Energy after each step, MWh.</summary>
    public required double[] EnergyMwh { get; init; }

    /// <summary>Lays days on one grid.</summary>
    /// <param name="days">At least one, in order.</param>
    public static DispatchSpan Of(IReadOnlyList<DayOutcome> days)
    {
        var step = days.Min(day => day.Grid.Step);
        var start = days[0].Grid.Start;
        var grid = new TimeGrid(start, step, (int)((days[^1].Grid.End - start) / step));
        double[] Lay(Func<DayOutcome, double[]> values)
        {
            var all = new double[grid.Count];
            Array.Fill(all, double.NaN);
            foreach (var day in days)
                Fill(all, grid, day.Grid, values(day));
            return all;
        }

        return new DispatchSpan
        {
            Grid = grid,
            DayAheadPricePerMwh = Lay(day => day.DayAheadPricePerMwh),
            RealTimePricePerMwh = Lay(day => day.RealTimePricePerMwh),
            PositionMw = Lay(day => day.PositionMw),
            SetpointMw = Lay(day => day.SetpointMw),
            MeteredMw = Lay(day => day.MeteredMw),
            EnergyMwh = Lay(day => day.EnergyMwh),
        };
    }

    private static void Fill(double[] all, TimeGrid grid, TimeGrid day, double[] values)
    {
        for (var t = 0; t < Math.Min(values.Length, day.Count); t++)
        {
            var from = (int)((day.StartOf(t) - grid.Start) / grid.Step);
            var count = (int)Math.Round(day.Step / grid.Step);
            Array.Fill(all, values[t], from, Math.Min(count, all.Length - from));
        }
    }
}
