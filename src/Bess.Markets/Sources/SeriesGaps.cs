using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Sources;

/// <summary>The stretches of a span that no value covers.</summary>
internal static class SeriesGaps
{
    public static List<DeliveryInterval> Of(ObservedSeries series, DeliveryInterval span)
    {
        var gaps = new List<DeliveryInterval>();
        var covered = span.Start;
        foreach (var one in series.Observations)
        {
            if (one.End <= covered)
                continue;
            if (one.Start >= span.End)
                break;
            if (one.Start > covered)
                gaps.Add(new DeliveryInterval(covered, one.Start));
            covered = one.End;
        }

        if (covered < span.End)
            gaps.Add(new DeliveryInterval(covered, span.End));
        return gaps;
    }
}
