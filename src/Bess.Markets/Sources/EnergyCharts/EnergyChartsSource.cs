using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.EnergyCharts;

/// <summary>Fetches day-ahead prices of Energy-Charts in whole market days, at most half a year a request. Thread-safe.</summary>
/// <remarks>Whole days, because the step of a day is found from its starts: one value alone has none.</remarks>
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
        var parts = Days(zone.Clock, request.Span).ToArray();
        var answers = await _fetch.AllAsync(
            parts.Select(part => Address(zone, part)),
            (document, i) => EnergyChartsReader.Read(document, zone).Map(answer => answer with { Series = answer.Series.Within(parts[i]) }),
            cancellationToken).ConfigureAwait(false);
        return answers.Bind(read => AnswerJoin.Of(request, Publisher, read, "nothing was asked"));
    }

    private static IEnumerable<DeliveryInterval> Days(MarketClock clock, DeliveryInterval span)
    {
        var behind = clock.LocalDate(span.End - TimeSpan.FromTicks(1)).AddDays(1);
        for (var day = clock.LocalDate(span.Start); day < behind; day = day.AddDays(DaysPerRequest))
            yield return new DeliveryInterval(clock.StartOfDay(day), clock.StartOfDay(day.AddDays(DaysPerRequest) < behind ? day.AddDays(DaysPerRequest) : behind));
    }

    // The last minute of the part, so that it does not matter whether the publisher counts the end in.
    private static string Address(BiddingZone zone, DeliveryInterval part)
    {
        var name = zone.Name == "IT_NORD" ? "IT-North" : zone.Name.Replace('_', '-');
        return $"price?bzn={name}&start={Text(part.Start)}&end={Text(part.End - TimeSpan.FromMinutes(1))}";
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
