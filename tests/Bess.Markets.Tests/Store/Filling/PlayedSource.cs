using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources;

namespace Bess.Markets.Tests.Store.Filling;

/// <summary>A publisher that has a value for every hour but some, counts the requests, and may be down.</summary>
internal sealed class PlayedSource : ISeriesSource
{
    public List<SourceRequest> Requests { get; } = [];

    public Func<SourceRequest, bool> IsDown { get; set; } = _ => false;

    public Func<DateTimeOffset, bool> Lacks { get; set; } = _ => false;

    public Func<DateTimeOffset, double> ValueAt { get; set; } = at => at.Hour;

    public Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        if (IsDown(request))
            return Task.FromResult(Validated<SourceAnswer>.FromFault(new Fault("played publisher", "", "an answer", "503 after all retries")));
        var hours = Hours(request.Span).Where(at => !Lacks(at)).Select(at => new Observation(at, TimeSpan.FromHours(1), ValueAt(at), at.AddDays(-1)));
        var series = new ObservedSeries(request.Series, hours, new Provenance("played", null, Synthetic: true));
        return Task.FromResult(Validated<SourceAnswer>.FromValue(new SourceAnswer(series, [$"read {request.Span}"])));
    }

    private static IEnumerable<DateTimeOffset> Hours(DeliveryInterval span)
    {
        for (var at = span.Start; at < span.End; at = at.AddHours(1))
            yield return at;
    }
}
