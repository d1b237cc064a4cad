using Bess.Domain;
using Bess.Domain.Reserve;
using Bess.Domain.Series;
using Bess.Domain.Units;
using Bess.Forecasting.Features;
using Bess.Markets.Settlement;
using Bess.Markets.Sources.Csv;

namespace Bess.Backtesting.Markets;

/// <summary>One reading of <see cref="ZoneMarketLoader"/>.</summary>
internal sealed class ZoneMarketReading
{
    private static readonly TimeSpan LeastOverlap = TimeSpan.FromDays(2);

    private readonly string _folder;
    private readonly ZoneFolder _zone;
    private readonly ZoneMarketOptions _options;
    private readonly List<string> _notes;
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<SeriesId, ObservedSeries> _series = [];
    private readonly List<ObservedSeries> _features = [];

    public ZoneMarketReading(string folder, ZoneFolder zone, ZoneMarketOptions options)
    {
        (_folder, _zone, _options) = (folder, zone, options);
        _notes = [.. zone.Notes];
        foreach (var series in zone.Series)
            _series[series.Id] = series;
        foreach (var (series, isCountry) in ZoneSurroundings.Read(folder, zone, _notes.Add))
        {
            if (isCountry)
                _series.TryAdd(series.Id, series);
            _features.Add(series);
        }

        _features.AddRange(zone.Series);
    }

    public Validated<BacktestMarket> Build()
    {
        if (DayAhead() is not { } dayAhead)
            return Validated<BacktestMarket>.FromFaults(_faults);
        var currency = PriceName.Split(dayAhead.Id.Name).Currency;
        var (realTime, surplus) = _options.UsesRealTime ? RealTime(dayAhead, currency) : (null, null);
        if (!_options.UsesRealTime)
            _notes.Add("real time: switched off");
        IReadOnlyList<ReserveMarket> reserves = _options.UsesReserves ? [.. Reserves(dayAhead, currency)] : [];
        if (_faults.Count > 0)
            return Validated<BacktestMarket>.FromFaults(_faults);
        var gate = DecisionRule.GateClosureOf(_zone.Clock);
        return Validated<BacktestMarket>.FromValue(new BacktestMarket
        {
            Zone = _zone.Name,
            Clock = _zone.Clock,
            Currency = currency,
            Gate = _options.Gate is { } time ? gate with { LocalTime = time } : gate,
            DayAhead = dayAhead.Id,
            RealTime = realTime,
            RealTimeSurplus = surplus,
            Reserves = reserves,
            Deviation = Deviation(currency),
            Fees = _options.Fees,
            Series = _series,
            Features = [.. _features.DistinctBy(one => one.Id)],
            Notes = _notes,
        });
    }

    private DeviationRule Deviation(Currency currency)
    {
        if (currency != Currency.Inr)
            return DeviationRule.Imbalance;
        _notes.Add("deviation: charged by the Indian deviation settlement, apart from the real-time market");
        return DeviationRule.IndianNormalRate;
    }

    private ObservedSeries? DayAhead()
    {
        if (_options.DayAhead is { } asked)
            return Named(asked, "dayAhead");
        if (_zone.DayAhead.Count > 0)
            return _zone.DayAhead[0];
        var prices = _zone.Series.Where(one => PriceName.Split(one.Id.Name).Stem is not null).ToArray();
        if (prices.Length == 0)
        {
            _faults.Add(new Fault(_zone.Name, "dayAhead", "a column named like day_ahead_eur_per_mwh", string.Join(", ", _zone.Series.Select(one => one.Id.Name))));
            return null;
        }

        var longest = prices.MaxBy(one => one.Count)!;
        _notes.Add($"{_zone.Name}: no day-ahead price; {longest.Id.Name} is its one price");
        return longest;
    }

    private (SeriesId? Shortage, SeriesId? Surplus) RealTime(ObservedSeries dayAhead, Currency currency)
    {
        var chosen = _options.RealTime is { } asked ? Named(asked, "realTime") : Preferred(dayAhead);
        if (chosen is null)
            return (null, null);
        _notes.Add($"real time: {chosen.Id.Name}");
        var surplus = RealTimeColumns.SurplusOf(chosen.Id.Name) is { } name ? _zone.Series.FirstOrDefault(one => one.Id.Name == name) : null;
        if (surplus is not null)
            _notes.Add($"real time: a shortage pays {chosen.Id.Name}, a surplus is paid {surplus.Id.Name}; never more than the shortage");
        return (InCurrency(chosen, currency), surplus is null ? null : InCurrency(surplus, currency));
    }

    private ObservedSeries? Preferred(ObservedSeries dayAhead)
    {
        var ranked = _zone.Series.Where(one => one.Id != dayAhead.Id)
            .Select(one => (Series: one, Rank: RealTimeColumns.RankOf(one.Id.Name))).Where(pair => pair.Rank is not null)
            .OrderBy(pair => pair.Rank).ThenByDescending(pair => pair.Series.Count).ThenBy(pair => pair.Series.Id.Name, StringComparer.Ordinal).ToArray();
        foreach (var (series, _) in ranked)
        {
            if (Overlaps(series, dayAhead))
                return series;
            _notes.Add($"real time: {series.Id.Name} passed over, no time in common with {dayAhead.Id.Name}");
        }

        return null;
    }

    private IEnumerable<ReserveMarket> Reserves(ObservedSeries dayAhead, Currency currency)
    {
        foreach (var series in _series.Values.OrderBy(one => one.Id.ToString(), StringComparer.Ordinal).ToArray())
        {
            var (stem, own) = PriceName.SplitCapacity(series.Id.Name);
            if (stem is null)
                continue;
            if (!ReserveColumns.Products.TryGetValue(stem, out var product))
                _notes.Add($"reserve: {series.Id} passed over, no product of that name");
            else if (!Overlaps(series, dayAhead))
                _notes.Add($"reserve: {series.Id} passed over, no time in common with {dayAhead.Id.Name}");
            else if (InCurrency(series, currency) is { } id)
                yield return new ReserveMarket(Block(product, series), id);
        }
    }

    // A market that is priced in finer steps than the product's blocks sells in those steps.
    private ReserveProduct Block(ReserveProduct product, ObservedSeries series)
    {
        var hours = series.Observations[0].Step.TotalHours;
        if (product.BlockHours <= hours)
            return product;
        _notes.Add(FormattableString.Invariant($"reserve: {product.Name} is priced each {hours} h here and sold so, not in blocks of {product.BlockHours} h"));
        return product with { BlockHours = hours };
    }

    private SeriesId? InCurrency(ObservedSeries series, Currency currency)
    {
        var own = PriceName.Split(series.Id.Name) is { Stem: not null } energy ? energy.Currency : PriceName.SplitCapacity(series.Id.Name).Currency;
        if (own == currency)
            return series.Id;
        var converted = SeriesConversion.Convert(_folder, series, own, currency, _zone.Clock);
        if (!converted.TryGet(out var made))
        {
            _faults.AddRange(converted.Faults);
            return null;
        }

        _series[made.Id] = made;
        _features.Add(made);
        _notes.Add($"{series.Id.Name}: converted from {own} to {currency} at the ECB reference rate of the last business day before");
        return made.Id;
    }

    private ObservedSeries? Named(string name, string field)
    {
        var found = _zone.Series.FirstOrDefault(one => one.Id.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? _zone.Series.FirstOrDefault(one => name.Equals(PriceName.Split(one.Id.Name).Stem, StringComparison.OrdinalIgnoreCase));
        if (found is null || PriceName.Split(found.Id.Name).Stem is null)
        {
            var prices = _zone.Series.Where(one => PriceName.Split(one.Id.Name).Stem is not null).Select(one => one.Id.Name);
            _faults.Add(new Fault(_zone.Name, field, $"one of {string.Join(", ", prices)}", $"'{name}'"));
            return null;
        }

        return found;
    }

    private static bool Overlaps(ObservedSeries one, ObservedSeries other)
    {
        var start = one.Observations[0].Start > other.Observations[0].Start ? one.Observations[0].Start : other.Observations[0].Start;
        var end = one.Observations[^1].End < other.Observations[^1].End ? one.Observations[^1].End : other.Observations[^1].End;
        return end - start >= LeastOverlap;
    }
}
