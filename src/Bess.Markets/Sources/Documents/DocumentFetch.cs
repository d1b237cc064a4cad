using System.Net;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Documents;

/// <summary>Fetches documents one after the other and reads each; the first that fails ends it.</summary>
/// <param name="client">The publisher.</param>
/// <param name="time">Says when a document came.</param>
/// <param name="explained">The status besides 200 under which the publisher explains itself in a document that the reader knows.</param>
internal sealed class DocumentFetch(PublisherClient client, TimeProvider time, HttpStatusCode explained = HttpStatusCode.OK)
{
    /// <summary>One document with the instant at which it came.</summary>
    public async Task<Validated<PublishedDocument>> OneAsync(string address, CancellationToken cancellationToken)
    {
        var bytes = await client.GetAsync(new Uri(address, UriKind.Relative), explained, cancellationToken).ConfigureAwait(false);
        return bytes.Map(content => new PublishedDocument(client.PublicText(address), content, time.GetUtcNow()));
    }

    /// <summary>What the readers made of some documents, or the faults of the first that fails.</summary>
    public async Task<Validated<IReadOnlyList<SourceAnswer>>> AllAsync(
        IEnumerable<string> addresses, Func<PublishedDocument, int, Validated<SourceAnswer>> read, CancellationToken cancellationToken)
    {
        var answers = new List<SourceAnswer>();
        foreach (var address in addresses)
        {
            var document = await OneAsync(address, cancellationToken).ConfigureAwait(false);
            var answer = document.Bind(one => read(one, answers.Count));
            if (!answer.TryGet(out var value))
                return Validated<IReadOnlyList<SourceAnswer>>.FromFaults(answer.Faults);
            answers.Add(value);
        }

        return Validated<IReadOnlyList<SourceAnswer>>.FromValue(answers);
    }

    /// <summary>A span in parts of at most so many days.</summary>
    public static IEnumerable<DeliveryInterval> Parts(DeliveryInterval span, int days)
    {
        for (var start = span.Start; start < span.End; start += TimeSpan.FromDays(days))
            yield return new DeliveryInterval(start, start + TimeSpan.FromDays(days) < span.End ? start + TimeSpan.FromDays(days) : span.End);
    }
}
