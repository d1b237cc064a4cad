using System.Globalization;
using System.Net;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Entsoe;

/// <summary>Fetches from the web service of the ENTSO-E transparency platform.</summary>
/// <remarks>
/// Needs <see cref="PublisherOptions.Token"/>, the personal key that the platform grants on request. Asks in pieces of 90 local days:
/// one answer may span a year at most, and the service is slow. No data for a piece is not a fault but a gap with the publisher's reason.
/// </remarks>
public sealed class EntsoeSource : ISeriesSource
{
    private const int DaysPerRequest = 90;
    private const string Stamp = "yyyyMMddHHmm";

    private readonly PublisherClient _client;
    private readonly PublisherOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Speaks to the platform.</summary>
    /// <param name="options">Address, key and pace.</param>
    /// <param name="time">Clock of waits and of what is known; default: the system's.</param>
    public EntsoeSource(PublisherOptions options, TimeProvider? time = null)
    {
        _client = new PublisherClient(EntsoeReader.Publisher, options, time);
        _options = options;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Where the platform is, and a pace well below its limit of 400 requests a minute; it may take 90 s to answer.</summary>
    public static PublisherOptions Defaults { get; } = new("https://web-api.tp.entsoe.eu/") { RequestsPerSecond = 2, Timeout = TimeSpan.FromSeconds(120) };

    /// <inheritdoc/>
    public async Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!BiddingZone.TryFind(request.Series.Zone, out var zone) || zone.Eic is null || EntsoeQuantity.Of(request.Series) is not { } quantity)
            return AnswerJoin.Unknown(EntsoeReader.Publisher, request.Series, "a zone with an EIC code and a price, load, wind or solar series");
        if (string.IsNullOrEmpty(_options.Token))
            return Validated<SourceAnswer>.FromFault(new Fault(EntsoeReader.Publisher, "token", "the platform's key of the caller", "none"));

        var reasons = new List<string>();
        var answer = await ChunkedFetch.RunAsync(
            request, EntsoeReader.Publisher, ChunkedFetch.Days(zone.Clock, request.Span, DaysPerRequest),
            async (chunk, token) => (await OneAsync(quantity, zone, chunk, token).ConfigureAwait(false)).Map(document =>
            {
                if (document.Acknowledgement is { } reason)
                    reasons.Add($"no data for {chunk}: {_client.PublicText(reason)}");
                return document.Series;
            }),
            cancellationToken).ConfigureAwait(false);
        return answer.Map(one => one with { Notes = [.. one.Notes, .. reasons] });
    }

    private async Task<Validated<EntsoeDocument>> OneAsync(
        EntsoeQuantity quantity, BiddingZone zone, DeliveryInterval chunk, CancellationToken cancellationToken)
    {
        var span = $"periodStart={Text(chunk.Start)}&periodEnd={Text(chunk.End)}";
        var address = new Uri($"api?securityToken={Uri.EscapeDataString(_options.Token!)}&{quantity.Query(zone.Eic!)}&{span}", UriKind.Relative);
        var body = await _client.GetAsync(address, HttpStatusCode.BadRequest, cancellationToken).ConfigureAwait(false);
        var name = $"{quantity.DocumentType} {zone.Name} {Text(chunk.Start)}-{Text(chunk.End)}";
        return body.Bind(bytes => Public(EntsoeReader.Read(new PublishedDocument(name, bytes, _time.GetUtcNow()))));
    }

    // A refusal quotes the request, and with it the key.
    private Validated<EntsoeDocument> Public(Validated<EntsoeDocument> read) => read.IsValid
        ? read
        : Validated<EntsoeDocument>.FromFaults(read.Faults.Select(fault => fault with { Actual = _client.PublicText(fault.Actual) }));

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture);
}
