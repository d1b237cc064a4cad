using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Mimer;

/// <summary>Fetches FCR capacity prices and volumes from Mimer's export, month by month.</summary>
public sealed class MimerSource : ISeriesSource
{
    private const int DaysPerRequest = 31;

    private readonly PublisherClient _client;
    private readonly TimeProvider _time;

    /// <summary>Speaks to the site.</summary>
    /// <param name="options">Address and pace; no key is needed.</param>
    /// <param name="time">Clock of waits and of what is known; default: the system's.</param>
    public MimerSource(PublisherOptions options, TimeProvider? time = null)
    {
        _client = new PublisherClient(MimerReader.Publisher, options, time);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Where the site is.</summary>
    public static PublisherOptions Defaults { get; } = new("https://mimer.svk.se/") { RequestsPerSecond = 1 };

    /// <inheritdoc/>
    public Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Series.Zone != "SE" || !request.Series.Name.StartsWith("fcr_", StringComparison.Ordinal))
            return Task.FromResult(AnswerJoin.Unknown(MimerReader.Publisher, request.Series, "FCR price or volume of zone SE"));
        var clock = MarketClock.NordicSweden;
        return ChunkedFetch.RunAsync(
            request, MimerReader.Publisher, ChunkedFetch.Days(clock, request.Span, DaysPerRequest),
            async (chunk, token) =>
            {
                var (first, last) = (clock.LocalDate(chunk.Start), clock.LocalDate(chunk.End - TimeSpan.FromTicks(1)));
                var span = string.Create(CultureInfo.InvariantCulture, $"periodFrom={first:yyyy-MM-dd}&periodTo={last:yyyy-MM-dd}");
                var address = new Uri($"PrimaryRegulation/DownloadText?{span}&auctionTypeId=1&productTypeId=0", UriKind.Relative);
                var body = await _client.GetAsync(address, token).ConfigureAwait(false);
                return body.Bind(bytes => MimerReader.Read(new PublishedDocument($"PrimaryRegulation {span}", bytes, _time.GetUtcNow())));
            },
            cancellationToken);
    }
}
