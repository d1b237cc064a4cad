using Bess.Cli.Rendering;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Cli.Commands.Data.Show;

/// <summary>Reads the series that are meant and shows them.</summary>
internal static class ShowHandler
{
    public static Task<int> RunAsync(
        CliContext context, DataSelection selection, StoreChoice choice, int width, OutputFormat format, CancellationToken cancellationToken)
    {
        var faults = selection.Faults().ToList();
        return DataRun.OnStoreAsync(
            context, choice, writes: false, format, faults,
            async open =>
            {
                var shown = new List<ShownSeries>();
                foreach (var id in await selection.KeptAsync(open.Store, faults, cancellationToken))
                {
                    var (series, span) = await selection.ReadAsync(open.Store, id, cancellationToken);
                    shown.Add(new ShownSeries(series, span, DataSelection.ClockOf(id)));
                }

                if (faults.Count > 0)
                    return context.Refuse(faults, format);
                ShowRenderer.Render(shown, selection.AsOf, width, format, context);
                return ExitCode.Done;
            },
            cancellationToken);
    }
}

/// <summary>A series to show, its days, and by which clock they are counted.</summary>
internal sealed record ShownSeries(ObservedSeries Series, DeliveryInterval? Span, MarketClock Clock)
{
    /// <summary>The last known value of each interval.</summary>
    public IReadOnlyList<Observation> LastKnown()
    {
        var all = Series.Observations.ToArray();
        return [.. all.Where((one, i) => i + 1 == all.Length || (all[i + 1].Start, all[i + 1].Step) != (one.Start, one.Step))];
    }
}
