using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Neso;

/// <summary>Fetches from the data store of the NESO data portal (CKAN), page by page.</summary>
public sealed class NesoSource : ISeriesSource
{
    /// <summary>Rows of one page; the data store gives no more at once.</summary>
    internal const int RowsPerPage = 32000;

    private readonly PublisherClient _client;
    private readonly TimeProvider _time;
    private readonly int _rowsPerPage;

    /// <summary>Speaks to the portal.</summary>
    /// <param name="options">Address and pace; no key is needed.</param>
    /// <param name="time">Clock of waits and of what is known; default: the system's.</param>
    public NesoSource(PublisherOptions options, TimeProvider? time = null)
        : this(options, time, RowsPerPage)
    {
    }

    internal NesoSource(PublisherOptions options, TimeProvider? time, int rowsPerPage)
    {
        _client = new PublisherClient(EacReader.Publisher, options, time);
        _time = time ?? TimeProvider.System;
        _rowsPerPage = rowsPerPage;
    }

    /// <summary>Where the portal is; it asks for no more than two queries of the data store a minute.</summary>
    public static PublisherOptions Defaults { get; } = new("https://api.neso.energy/api/3/action/") { RequestsPerSecond = 2.0 / 60 };

    /// <inheritdoc/>
    public Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (NesoDemandReader.Columns.Any(one => one.Series == request.Series))
        {
            return RunAsync(
                request, NesoResources.DemandOf(request.Span), (id, _, offset) => $"datastore_search?resource_id={id}&limit={_rowsPerPage}&offset={offset}",
                NesoDemandReader.Read, cancellationToken);
        }

        if (ProductOf(request.Series) is { } product)
        {
            return RunAsync(
                request, NesoResources.AuctionsOf(request.Span),
                (id, span, offset) => "datastore_search_sql?sql=" + Uri.EscapeDataString(string.Create(
                    CultureInfo.InvariantCulture,
                    $"SELECT * FROM \"{id}\" WHERE \"auctionProduct\" = '{product}' AND \"deliveryStart\" >= '{Text(span.Start)}' AND \"deliveryStart\" < '{Text(span.End)}' ORDER BY \"_id\" LIMIT {_rowsPerPage} OFFSET {offset}")),
                EacReader.Read, cancellationToken);
        }

        return Task.FromResult(AnswerJoin.Unknown(EacReader.Publisher, request.Series, "British demand, or price or volume of an auction product"));
    }

    private Task<Validated<SourceAnswer>> RunAsync(
        SourceRequest request, IEnumerable<(string Id, DeliveryInterval Span)> tables, Func<string, DeliveryInterval, int, string> address,
        Func<PublishedDocument, Validated<IReadOnlyList<SourceAnswer>>> read, CancellationToken cancellationToken)
    {
        var byPart = tables.ToDictionary(table => table.Span, table => table.Id);
        return ChunkedFetch.RunAsync(
            request, EacReader.Publisher, byPart.Keys,
            async (span, token) =>
            {
                var pages = new List<SourceAnswer>();
                for (var offset = 0; ; offset += _rowsPerPage)
                {
                    var relative = address(byPart[span], span, offset);
                    var body = await _client.GetAsync(new Uri(relative, UriKind.Relative), token).ConfigureAwait(false);
                    var name = string.Create(CultureInfo.InvariantCulture, $"{byPart[span]} from row {offset}");
                    var page = body.Bind(bytes => read(new PublishedDocument(name, bytes, _time.GetUtcNow())));
                    if (!page.TryGet(out var series))
                        return page;
                    pages.AddRange(series);
                    if (RowCount(body.Value) < _rowsPerPage)
                        return Validated<IReadOnlyList<SourceAnswer>>.FromValue(pages);
                }
            },
            cancellationToken);
    }

    private static int RowCount(byte[] body) =>
        Domain.Json.LocatedNode.Parse(body, "", [])?.Find("result")?.Find("records")?.Items.Count ?? 0;

    private static string? ProductOf(SeriesId series)
    {
        foreach (var suffix in new[] { EacReader.PriceSuffix, EacReader.VolumeSuffix })
        {
            if (series.Zone == "GB" && series.Name.EndsWith(suffix, StringComparison.Ordinal) && series.Name[..^suffix.Length] is { Length: 3 } stem
                && stem.All(char.IsAsciiLetter))
            {
                return stem.ToUpperInvariant();
            }
        }

        return null;
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
