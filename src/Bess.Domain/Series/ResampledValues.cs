using Bess.Domain.Time;

namespace Bess.Domain.Series;

/// <summary>Lays observations of any steps on a grid: own step, else the mean of finer ones, else the coarser one.</summary>
internal static class ResampledValues
{
    public static double[] Of(ReadOnlySpan<Observation> ordered, TimeGrid grid)
    {
        var own = Missing(grid.Count);
        var coarser = Missing(grid.Count);
        var coarserStep = new TimeSpan[grid.Count];
        var finerSum = new double[grid.Count];
        var finerCover = new TimeSpan[grid.Count];
        for (var i = 0; i < ordered.Length; i++)
        {
            // Revisions of an interval stand together, the last one last.
            var one = ordered[i];
            if (i + 1 < ordered.Length && ordered[i + 1].Start == one.Start && ordered[i + 1].Step == one.Step)
                continue;
            if (one.Step > grid.Step)
                Spread(one, grid, coarser, coarserStep);
            else if (grid.IndexOf(one.Start) is var index and >= 0)
                Place(one, grid, index, own, finerSum, finerCover);
        }

        for (var t = 0; t < own.Length; t++)
        {
            if (double.IsNaN(own[t]))
                own[t] = finerCover[t] == grid.Step ? finerSum[t] / grid.Step.Ticks : coarser[t];
        }

        return own;
    }

    private static void Place(Observation one, TimeGrid grid, int index, double[] own, double[] finerSum, TimeSpan[] finerCover)
    {
        if (one.Step == grid.Step && one.Start == grid.StartOf(index))
        {
            own[index] = one.Value;
        }
        else if (one.End <= grid.StartOf(index) + grid.Step)
        {
            finerSum[index] += one.Value * one.Step.Ticks;
            finerCover[index] += one.Step;
        }
    }

    private static void Spread(Observation one, TimeGrid grid, double[] coarser, TimeSpan[] coarserStep)
    {
        var first = Math.Max(0, (int)Math.Ceiling((one.Start - grid.Start) / grid.Step));
        for (var t = first; t < grid.Count && grid.StartOf(t) + grid.Step <= one.End; t++)
        {
            // Of several coarser values the finest says most.
            if (coarserStep[t] == default || one.Step <= coarserStep[t])
                (coarser[t], coarserStep[t]) = (one.Value, one.Step);
        }
    }

    private static double[] Missing(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
