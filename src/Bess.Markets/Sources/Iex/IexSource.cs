using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources.Iex;

/// <summary>Fetches the exchange's service <c>IEXGetTradeData</c>, a month a request.</summary>
/// <remarks>
/// The exchange opens the service to its members; address and names of parameters come with the contract, so the pattern is an argument
/// and its default has not been seen to answer. What the public pages export is read by <see cref="IexSnapshotReader"/>. Thread-safe.
/// </remarks>
public sealed class IexSource : ISeriesSource
{
    /// <summary>Default pattern; <c>{market}</c> becomes DAM, RTM or GDAM, <c>{from}</c> and <c>{to}</c> days (inclusive), <c>{token}</c> the key.</summary>
    public const string DefaultPattern = "IEXGetTradeData?Product={market}&FromDate={from}&ToDate={to}";

    private const string Publisher = "IEX";
    private const int DaysPerRequest = 31;
    private static readonly (string Prefix, string Product, IexMarket Market)[] Markets =
        [("dam_", "DAM", IexMarket.DayAhead), ("rtm_", "RTM", IexMarket.RealTime), ("gdam_", "GDAM", IexMarket.GreenDayAhead)];

    private readonly DocumentFetch _fetch;
    private readonly string _pattern;
    private readonly string _token;

    /// <summary>Speaks to the exchange.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="pattern">Address relative to the base address; default: <see cref="DefaultPattern"/>.</param>
    /// <param name="time">Clock that says when a document came; default: the system's.</param>
    public IexSource(PublisherOptions options, string pattern = DefaultPattern, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        time ??= TimeProvider.System;
        _pattern = pattern;
        _token = options.Token ?? "";
        _fetch = new DocumentFetch(new PublisherClient(Publisher, options, time), time);
    }

    /// <summary>Address of the exchange; the service's own comes with the contract.</summary>
    public static PublisherOptions Defaults { get; } = new("https://www.iexindia.com/");

    /// <inheritdoc/>
    public async Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (prefix, product, market) = Markets.FirstOrDefault(one => request.Series.Name.StartsWith(one.Prefix, StringComparison.Ordinal));
        var suffix = prefix is null ? "" : request.Series.Name[prefix.Length..];
        if (request.Series.Zone != BiddingZone.InIex.Name || suffix is not ("inr_per_mwh" or "mcv_mw"))
            return AnswerJoin.Unknown(Publisher, request.Series, "IN_IEX/dam_inr_per_mwh, dam_mcv_mw, or the same of rtm or gdam");
        var answers = await _fetch.AllAsync(
            DocumentFetch.Parts(request.Span, DaysPerRequest).Select(part => Address(product, part)),
            (document, _) => IexTradeDataReader.Read(document, market).Map(read => read.First(one => one.Series.Id == request.Series)), cancellationToken)
            .ConfigureAwait(false);
        return answers.Bind(parts => AnswerJoin.Of(request, Publisher, parts, "nothing was asked"));
    }

    private string Address(string product, DeliveryInterval part) => _pattern
        .Replace("{market}", product, StringComparison.Ordinal)
        .Replace("{from}", Day(part.Start), StringComparison.Ordinal)
        .Replace("{to}", Day(part.End - TimeSpan.FromTicks(1)), StringComparison.Ordinal)
        .Replace("{token}", Uri.EscapeDataString(_token), StringComparison.Ordinal);

    private static string Day(DateTimeOffset at) => IexSeries.Clock.LocalDate(at).ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
}
