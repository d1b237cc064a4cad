using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.EnergyCharts;

/// <summary>Fetches day-ahead prices of Energy-Charts, half a year a request. Thread-safe.</summary>
public sealed class EnergyChartsSource : ISeriesSource
{
    private const string Publisher = "Energy-Charts";
    private const string Price = "day_ahead_eur_per_mwh";
    private const int DaysPerRequest = 183;
    private readonly DocumentFetch _fetch;

    /// <summary>Speaks to Energy-Charts.</summary>
    /// <param name="options">Where and how; default address: <see cref="Defaults"/>.</param>
    /// <param name="time">Clock that says when a document came; default: the system's.</param>
    public EnergyChartsSource(PublisherOptions? options = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        _fetch = new DocumentFetch(new PublisherClient(Publisher, options ?? Defaults, time), time);
    }

    /// <summary>Address and pace of the public service.</summary>
    public static PublisherOptions Defaults { get; } = new("https://api.energy-charts.info/") { RequestsPerSecond = 1 };

    /// <inheritdoc/>
    public async Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Series.Name != Price || !BiddingZone.TryFind(request.Series.Zone, out var zone) || zone.Eic is null || zone.Currency != Currency.Eur)
            return AnswerJoin.Unknown(Publisher, request.Series, $"{Price} of a European bidding zone in euro");
        var answers = await _fetch.AllAsync(
            DocumentFetch.Parts(request.Span, DaysPerRequest).Select(part => Address(zone, part)),
            (document, _) => EnergyChartsReader.Read(document, zone), cancellationToken).ConfigureAwait(false);
        return answers.Bind(parts => AnswerJoin.Of(request, Publisher, parts, "nothing was asked"));
    }

    private static string Address(BiddingZone zone, DeliveryInterval part)
    {
        var name = zone.Name == "IT_NORD" ? "IT-North" : zone.Name.Replace('_', '-');
        return $"price?bzn={name}&start={Text(part.Start)}&end={Text(part.End)}";
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
