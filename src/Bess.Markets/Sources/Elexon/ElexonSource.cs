using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Elexon;

/// <summary>Fetches from the Elexon Insights service: system prices day by day, the rest in pieces of seven days.</summary>
public sealed class ElexonSource : ISeriesSource
{
    private const int DaysPerRequest = 7;

    private readonly PublisherClient _client;
    private readonly TimeProvider _time;

    /// <summary>Speaks to the service.</summary>
    /// <param name="options">Address and pace; no key is needed.</param>
    /// <param name="time">Clock of waits and of what is known; default: the system's.</param>
    public ElexonSource(PublisherOptions options, TimeProvider? time = null)
    {
        _client = new PublisherClient(ElexonSeries.Publisher, options, time);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Where the service is.</summary>
    public static PublisherOptions Defaults { get; } = new("https://data.elexon.co.uk/bmrs/api/v1/") { RequestsPerSecond = 4 };

    /// <inheritdoc/>
    public Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var series = request.Series;
        if (series == ElexonSeries.SystemPrice || series == ElexonSeries.NetImbalanceVolume)
        {
            return RunAsync(
                request, 1,
                chunk => $"balancing/settlement/system-prices/{MarketClock.GreatBritain.LocalDate(chunk.Start):yyyy-MM-dd}?format=json",
                ElexonJsonReader.ReadSystemPrices, cancellationToken);
        }

        if (series == ElexonSeries.NationalDemandForecast || series == ElexonSeries.TransmissionDemandForecast)
        {
            return RunAsync(
                request, DaysPerRequest, chunk => $"forecast/demand/day-ahead?{Span(chunk)}&format=json", ElexonJsonReader.ReadDemandForecast,
                cancellationToken);
        }

        foreach (var provider in new[] { ElexonSeries.Apx, ElexonSeries.N2ex })
        {
            if (series == ElexonSeries.MarketIndex(provider) || series == ElexonSeries.MarketIndexVolume(provider))
            {
                return RunAsync(
                    request, DaysPerRequest, chunk => $"balancing/pricing/market-index?{Span(chunk)}&dataProviders={provider}&format=json",
                    ElexonJsonReader.ReadMarketIndex, cancellationToken);
            }
        }

        return Task.FromResult(AnswerJoin.Unknown(ElexonSeries.Publisher, request.Series, "a British system price, market index or demand forecast"));
    }

    private Task<Validated<SourceAnswer>> RunAsync(
        SourceRequest request, int days, Func<DeliveryInterval, string> address,
        Func<PublishedDocument, Validated<IReadOnlyList<SourceAnswer>>> read, CancellationToken cancellationToken) =>
        ChunkedFetch.RunAsync(
            request, ElexonSeries.Publisher, ChunkedFetch.Days(MarketClock.GreatBritain, request.Span, days),
            async (chunk, token) =>
            {
                var relative = address(chunk);
                var body = await _client.GetAsync(new Uri(relative, UriKind.Relative), token).ConfigureAwait(false);
                return body.Bind(bytes => read(new PublishedDocument(relative, bytes, _time.GetUtcNow())));
            },
            cancellationToken);

    private static string Span(DeliveryInterval chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"from={chunk.Start.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}&to={chunk.End.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}");
}
