using System.Globalization;
using System.Net;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.OpenMeteo;

/// <summary>Fetches hourly weather of Open-Meteo, archive or forecast, of one point a zone.</summary>
/// <remarks>
/// Both services offer the same series: a forecast of an hour is known before it, and the archive's value of five days later is a revision,
/// so that a store that keeps both gives at each instant what was known then. Thread-safe.
/// </remarks>
public sealed class OpenMeteoSource : ISeriesSource
{
    private const string Publisher = "Open-Meteo";
    private const int DaysPerRequest = 366;
    private readonly DocumentFetch _fetch;
    private readonly OpenMeteoKind _kind;
    private readonly IReadOnlyList<WeatherPlace> _places;

    /// <summary>Speaks to Open-Meteo.</summary>
    /// <param name="kind">Archive or forecast.</param>
    /// <param name="options">Where and how; default address: <see cref="ArchiveDefaults"/> or <see cref="ForecastDefaults"/>.</param>
    /// <param name="places">Points by zone; default: <see cref="WeatherPlace.Defaults"/>.</param>
    /// <param name="time">Clock that says when a document came; default: the system's.</param>
    public OpenMeteoSource(
        OpenMeteoKind kind, PublisherOptions? options = null, IReadOnlyList<WeatherPlace>? places = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        _kind = kind;
        _places = places ?? WeatherPlace.Defaults;
        var defaults = kind == OpenMeteoKind.Archive ? ArchiveDefaults : ForecastDefaults;
        _fetch = new DocumentFetch(new PublisherClient(Publisher, options ?? defaults, time), time, HttpStatusCode.BadRequest);
    }

    /// <summary>Address of the archive.</summary>
    public static PublisherOptions ArchiveDefaults { get; } = new("https://archive-api.open-meteo.com/v1/");

    /// <summary>Address of the forecast.</summary>
    public static PublisherOptions ForecastDefaults { get; } = new("https://api.open-meteo.com/v1/");

    /// <inheritdoc/>
    public async Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_places.FirstOrDefault(one => one.Zone == request.Series.Zone) is not { } place)
            return AnswerJoin.Unknown(Publisher, request.Series, $"a zone of {string.Join(", ", _places.Select(one => one.Zone))}");
        if (OpenMeteoVariable.Of(request.Series.Name) is not { } asked)
            return AnswerJoin.Unknown(Publisher, request.Series, "a variable and its unit such as temperature_2m_c or shortwave_radiation_w_per_m2");
        var answers = await _fetch.AllAsync(
            DocumentFetch.Parts(request.Span, DaysPerRequest).Select(part => Address(place, asked.Variable, asked.Unit, part)),
            (document, _) => OpenMeteoReader.ReadJson(document, place.Zone, _kind).Bind(read => Pick(read, request, document)), cancellationToken)
            .ConfigureAwait(false);
        return answers.Bind(parts => AnswerJoin.Of(request, Publisher, parts, "nothing was asked"));
    }

    private static Validated<SourceAnswer> Pick(IReadOnlyList<SourceAnswer> read, SourceRequest request, PublishedDocument document) =>
        read.FirstOrDefault(one => one.Series.Id == request.Series) is { } answer
            ? Validated<SourceAnswer>.FromValue(answer)
            : Validated<SourceAnswer>.FromFault(new Fault(document.Name, "hourly", request.Series.Name, string.Join(", ", read.Select(one => one.Series.Id.Name))));

    // The label of the last hour of a mean over the hour before is the end of the span and may lie on the next day.
    private string Address(WeatherPlace place, string variable, string unit, DeliveryInterval part)
    {
        var service = _kind == OpenMeteoKind.Archive ? "archive" : "forecast";
        var last = OpenMeteoVariable.IsOfPrecedingHour(variable) ? part.End : part.End - TimeSpan.FromTicks(1);
        var speed = unit switch { "m_per_s" => "&wind_speed_unit=ms", "kn" => "&wind_speed_unit=kn", _ => "" };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{service}?latitude={place.LatitudeDegrees}&longitude={place.LongitudeDegrees}&start_date={part.Start.UtcDateTime:yyyy-MM-dd}"
            + $"&end_date={last.UtcDateTime:yyyy-MM-dd}&hourly={variable}&timezone=GMT{speed}");
    }
}
