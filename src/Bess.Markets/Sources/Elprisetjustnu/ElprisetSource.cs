using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Elprisetjustnu;

/// <summary>Fetches from elprisetjustnu.se, one document a day; a day that is not there yet is a gap.</summary>
public sealed class ElprisetSource : ISeriesSource
{
    private readonly PublisherClient _client;
    private readonly TimeProvider _time;

    /// <summary>Speaks to the site.</summary>
    /// <param name="options">Address and pace; no key is needed.</param>
    /// <param name="time">Clock of waits and of what is known; default: the system's.</param>
    public ElprisetSource(PublisherOptions options, TimeProvider? time = null)
    {
        _client = new PublisherClient(ElprisetReader.Publisher, options, time);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Where the site is.</summary>
    public static PublisherOptions Defaults { get; } = new("https://www.elprisetjustnu.se/api/v1/prices/") { RequestsPerSecond = 4 };

    /// <inheritdoc/>
    public Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Series.Zone is not ['S', 'E', >= '1' and <= '4'] || !BiddingZone.TryFind(request.Series.Zone, out var zone)
            || request.Series.Name is not (ElprisetReader.EurName or ElprisetReader.SekName or ElprisetReader.RateName))
        {
            return Task.FromResult(AnswerJoin.Unknown(ElprisetReader.Publisher, request.Series, "a day-ahead price of SE1, SE2, SE3 or SE4"));
        }

        return ChunkedFetch.RunAsync(
            request, ElprisetReader.Publisher, ChunkedFetch.Days(zone.Clock, request.Span, 1),
            async (chunk, token) =>
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{zone.Clock.LocalDate(chunk.Start):yyyy'/'MM'-'dd}_{zone.Name}.json");
                var body = await _client.GetIfThereAsync(new Uri(name, UriKind.Relative), token).ConfigureAwait(false);
                return body.Bind(bytes => bytes.Length == 0
                    ? Validated<IReadOnlyList<SourceAnswer>>.FromValue([])
                    : ElprisetReader.Read(new PublishedDocument(name, bytes, _time.GetUtcNow()), zone));
            },
            cancellationToken);
    }
}
