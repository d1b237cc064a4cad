using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Esett;

/// <summary>Fetches imbalance prices from eSett open data, month by month.</summary>
public sealed class EsettSource : ISeriesSource
{
    private const int DaysPerRequest = 31;

    private readonly PublisherClient _client;
    private readonly TimeProvider _time;

    /// <summary>Speaks to the service.</summary>
    /// <param name="options">Address and pace; no key is needed.</param>
    /// <param name="time">Clock of waits and of what is known; default: the system's.</param>
    public EsettSource(PublisherOptions options, TimeProvider? time = null)
    {
        _client = new PublisherClient(EsettReader.Publisher, options, time);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Where the service is.</summary>
    public static PublisherOptions Defaults { get; } = new("https://api.opendata.esett.com/") { RequestsPerSecond = 2 };

    /// <inheritdoc/>
    public Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!BiddingZone.TryFind(request.Series.Zone, out var zone) || zone.Eic is null || !EsettReader.Fields.Any(one => one.Name == request.Series.Name))
            return Task.FromResult(AnswerJoin.Unknown(EsettReader.Publisher, request.Series, "an imbalance or regulation price of a Nordic zone"));
        return ChunkedFetch.RunAsync(
            request, EsettReader.Publisher, ChunkedFetch.Days(zone.Clock, request.Span, DaysPerRequest),
            async (chunk, token) =>
            {
                var query = $"start={Text(chunk.Start)}&end={Text(chunk.End)}&mba={Uri.EscapeDataString(zone.Eic)}";
                var body = await _client.GetAsync(new Uri($"EXP14/Prices?{query}", UriKind.Relative), token).ConfigureAwait(false);
                return body.Bind(bytes => EsettReader.Read(new PublishedDocument($"EXP14 {query}", bytes, _time.GetUtcNow())));
            },
            cancellationToken);
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
