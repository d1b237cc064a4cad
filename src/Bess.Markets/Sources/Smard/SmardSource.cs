using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Smard;

/// <summary>Fetches the chart data of SMARD week by week: first the index, then the weeks that the span touches.</summary>
/// <remarks>
/// Prices are asked for in hours up to delivery on 2025-09-30 and in quarter hours from 2025-10-01, the steps of the auction; everything
/// else in hours. Thread-safe.
/// </remarks>
public sealed class SmardSource : ISeriesSource
{
    private const string Publisher = "SMARD";
    private const string Region = "DE";
    private static readonly DateTimeOffset QuarterHours = MarketClock.CentralEuropean.StartOfDay(new DateOnly(2025, 10, 1));
    private readonly DocumentFetch _fetch;

    /// <summary>Speaks to SMARD.</summary>
    /// <param name="options">Where and how; default address: <see cref="Defaults"/>.</param>
    /// <param name="time">Clock that says when a document came; default: the system's.</param>
    public SmardSource(PublisherOptions? options = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        _fetch = new DocumentFetch(new PublisherClient(Publisher, options ?? Defaults, time), time);
    }

    /// <summary>Address and pace of the public service.</summary>
    public static PublisherOptions Defaults { get; } = new("https://www.smard.de/app/chart_data/");

    /// <inheritdoc/>
    public async Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var known = SmardSeries.All.Where(one => one.Filter > 0).ToArray();
        if (known.FirstOrDefault(one => one.Id == request.Series) is not { } series)
            return AnswerJoin.Unknown(Publisher, request.Series, string.Join(", ", known.Select(one => one.Id)));
        var parts = new List<SourceAnswer>();
        foreach (var (span, hours) in Resolutions(request.Span, series.IsPrice))
        {
            var answers = await WeeksAsync(series, span, hours, cancellationToken).ConfigureAwait(false);
            if (!answers.TryGet(out var read))
                return Validated<SourceAnswer>.FromFaults(answers.Faults);
            parts.AddRange(read.Select(one => one with { Series = one.Series.Within(span) }));
        }

        return AnswerJoin.Of(request, Publisher, parts, $"no week of SMARD touches {request.Span}");
    }

    private async Task<Validated<IReadOnlyList<SourceAnswer>>> WeeksAsync(
        SmardSeries series, DeliveryInterval span, bool hours, CancellationToken cancellationToken)
    {
        var resolution = hours ? "hour" : "quarterhour";
        var folder = $"{series.Filter}/{Region}/";
        var document = await _fetch.OneAsync($"{folder}index_{resolution}.json", cancellationToken).ConfigureAwait(false);
        var index = document.Bind(SmardChartReader.ReadIndex);
        if (!index.TryGet(out var weeks))
            return Validated<IReadOnlyList<SourceAnswer>>.FromFaults(index.Faults);
        var wanted = weeks.Where((week, i) => week < span.End && (i + 1 == weeks.Count || weeks[i + 1] > span.Start));
        return await _fetch.AllAsync(
            wanted.Select(week => $"{folder}{series.Filter}_{Region}_{resolution}_{week.ToUnixTimeMilliseconds()}.json"),
            (one, _) => SmardChartReader.ReadWeek(one, series.Id, hours ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(15)), cancellationToken)
            .ConfigureAwait(false);
    }

    private static IEnumerable<(DeliveryInterval Span, bool Hours)> Resolutions(DeliveryInterval span, bool isPrice)
    {
        var change = isPrice ? QuarterHours : DateTimeOffset.MaxValue;
        if (span.Start < change)
            yield return (new DeliveryInterval(span.Start, span.End < change ? span.End : change), true);
        if (span.End > change)
            yield return (new DeliveryInterval(span.Start > change ? span.Start : change, span.End), false);
    }
}
