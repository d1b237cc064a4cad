using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.NordPool;

/// <summary>Fetches day-ahead prices in euro from the Nord Pool data portal, one document a day; a day that is not there yet is a gap.</summary>
/// <remarks>The portal's terms allow no automatic extraction without consent: use it only with one.</remarks>
public sealed class NordPoolSource : ISeriesSource
{
    private const string Name = "day_ahead_eur_per_mwh";

    private readonly PublisherClient _client;
    private readonly TimeProvider _time;

    /// <summary>Speaks to the portal.</summary>
    /// <param name="options">Address and pace.</param>
    /// <param name="time">Clock of waits and of what is known; default: the system's.</param>
    public NordPoolSource(PublisherOptions options, TimeProvider? time = null)
    {
        _client = new PublisherClient(NordPoolReader.Publisher, options, time);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Where the portal is.</summary>
    public static PublisherOptions Defaults { get; } = new("https://dataportal-api.nordpoolgroup.com/api/") { RequestsPerSecond = 1 };

    /// <inheritdoc/>
    public Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!BiddingZone.TryFind(request.Series.Zone, out var zone) || zone.Eic is null || request.Series.Name != Name)
            return Task.FromResult(AnswerJoin.Unknown(NordPoolReader.Publisher, request.Series, $"{Name} of a European zone"));
        var area = NordPoolReader.Renamed.FirstOrDefault(one => one.Zone == zone).Area ?? zone.Name;

        // The portal's days are Central European everywhere.
        var clock = MarketClock.CentralEuropean;
        return ChunkedFetch.RunAsync(
            request, NordPoolReader.Publisher, ChunkedFetch.Days(clock, request.Span, 1),
            async (chunk, token) =>
            {
                var query = string.Create(
                    CultureInfo.InvariantCulture, $"date={clock.LocalDate(chunk.Start):yyyy-MM-dd}&market=DayAhead&deliveryArea={area}&currency=EUR");
                var body = await _client.GetIfThereAsync(new Uri($"DayAheadPrices?{query}", UriKind.Relative), token).ConfigureAwait(false);
                return body.Bind(bytes => bytes.Length == 0
                    ? Validated<IReadOnlyList<SourceAnswer>>.FromValue([])
                    : NordPoolReader.Read(new PublishedDocument($"DayAheadPrices {query}", bytes, _time.GetUtcNow())));
            },
            cancellationToken);
    }
}
