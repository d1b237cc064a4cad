using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources;

/// <summary>Asks a publisher piece by piece and joins the answers.</summary>
internal static class ChunkedFetch
{
    /// <summary>Fetches the pieces in their order and stops at the first that fails: its faults are the answer.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="publisher">For the provenance.</param>
    /// <param name="chunks">Pieces that cover the span of the request.</param>
    /// <param name="fetch">Answers one piece with all series that its documents hold.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The values of the request's series that begin in its span; or faults.</returns>
    public static async Task<Validated<SourceAnswer>> RunAsync(
        SourceRequest request,
        string publisher,
        IEnumerable<DeliveryInterval> chunks,
        Func<DeliveryInterval, CancellationToken, Task<Validated<IReadOnlyList<SourceAnswer>>>> fetch,
        CancellationToken cancellationToken)
    {
        var parts = new List<SourceAnswer>();
        foreach (var chunk in chunks)
        {
            var answer = await fetch(chunk, cancellationToken).ConfigureAwait(false);
            if (!answer.TryGet(out var series))
                return Validated<SourceAnswer>.FromFaults(answer.Faults);

            // Publishers answer in whole days; what lies outside the piece comes with its own piece.
            parts.AddRange(series.Where(one => one.Series.Id == request.Series).Select(one => one with { Series = one.Series.Within(chunk) }));
        }

        return AnswerJoin.Of(request, publisher, parts, $"no value of {request.Series} in {request.Span}");
    }

    /// <summary>The local market days that a span touches, in pieces of so many days.</summary>
    public static IEnumerable<DeliveryInterval> Days(MarketClock clock, DeliveryInterval span, int days)
    {
        var last = clock.LocalDate(span.End - TimeSpan.FromTicks(1)).AddDays(1);
        for (var day = clock.LocalDate(span.Start); day < last; day = day.AddDays(days))
        {
            var next = day.AddDays(days) < last ? day.AddDays(days) : last;
            yield return new DeliveryInterval(clock.StartOfDay(day), clock.StartOfDay(next));
        }
    }
}
