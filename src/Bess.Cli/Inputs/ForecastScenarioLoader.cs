using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Scenarios.Reduction;
using Bess.Markets.Sources.Csv;

namespace Bess.Cli.Inputs;

/// <summary>Makes scenarios from a market folder: forecast, copula of the past, paths, reduction.</summary>
internal sealed class ForecastScenarioLoader
{
    private const int HistoryDays = 60;

    private readonly ScenarioOrder _order;
    private readonly ZoneFolder _folder;
    private readonly DateTimeOffset _decidedAt;
    private readonly DateOnly _first;

    private ForecastScenarioLoader(ScenarioOrder order, ZoneFolder folder)
    {
        (_order, _folder) = (order, folder);
        var rule = DecisionRule.GateClosureOf(folder.Clock);
        _first = order.Day ?? folder.Clock.LocalDate(order.AsOf!.Value).AddDays(1);
        _decidedAt = order.AsOf ?? rule.DecisionOn(_first);
    }

    /// <summary>Makes the scenarios of an order; a day or a decision must be named.</summary>
    public static Validated<ForecastScenarios> Load(ScenarioOrder order)
    {
        if (!Directory.Exists(order.MarketPath))
            return Validated<ForecastScenarios>.FromFault(Origin.CommandLine("--market-dir").Fault("a folder of market data", $"'{order.MarketPath}'"));
        bool Wanted(string column) => order.ModelPath is not null || Array.Exists(DayAheadNames, name => column.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            || order.Series.Any(asked => column.StartsWith(asked, StringComparison.OrdinalIgnoreCase));
        return ZoneFolder.Read(order.MarketPath, order.ZoneName, clock: null, Wanted).Bind(folder => new ForecastScenarioLoader(order, folder).Load());
    }

    private static readonly string[] DayAheadNames = ["day_ahead", "dam_"];

    private Validated<ForecastScenarios> Load()
    {
        if (_decidedAt >= _folder.Clock.StartOfDay(_first))
        {
            return Validated<ForecastScenarios>.FromFault(Origin.CommandLine("--as-of").Fault(
                $"an instant before the first day, {UtcText.Of(_folder.Clock.StartOfDay(_first))}", UtcText.Of(_decidedAt)));
        }

        return Chosen().Bind(series =>
        {
            var markets = series.Select(Market).ToArray();
            var faults = markets.SelectMany(market => market.Faults).ToArray();
            if (faults.Length > 0)
                return Validated<ForecastScenarios>.FromFaults(faults);
            var forecasts = markets.Select(market => market.Value.Forecast).ToArray();
            var past = markets.Select(market => market.Value.Past).ToArray();
            return GaussianCopula.Learn(past, [.. forecasts.Select(one => one.Grid.Step)], _folder.Clock, _decidedAt, new CopulaOptions { Seed = _order.Seed })
                .Map(copula => Drawn(forecasts, copula, series));
        });
    }

    private ForecastScenarios Drawn(QuantileForecast[] forecasts, GaussianCopula copula, IReadOnlyList<ObservedSeries> series)
    {
        var full = ScenarioSampler.Draw(forecasts, copula, _folder.Clock, _order.Count, _order.Seed);
        var reduction = _order.To is { } to
            ? ScenarioReducer.Reduce(full, new ReductionOptions { To = to, Order = _order.DistanceOrder, Seed = _order.Seed })
            : null;
        var files = series.SelectMany(one => one.Provenance.Source.Split(", ")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new ForecastScenarios(full, copula, reduction, _folder.Zone, [.. files.SelectMany(PathsOf)]);
    }

    // The folder of the zone may be spelled in any way; its files are found by name.
    private IEnumerable<string> PathsOf(string file) => Directory.EnumerateDirectories(_order.MarketPath)
        .Where(folder => Path.GetFileName(folder).Equals(_folder.Name, StringComparison.OrdinalIgnoreCase)
            || (_folder.Zone is { } zone && BiddingZone.TryFind(Path.GetFileName(folder), out var found) && found == zone))
        .Select(folder => Path.Combine(folder, file)).Where(File.Exists);

    private Validated<IReadOnlyList<ObservedSeries>> Chosen()
    {
        if (_order.Series.Count == 0)
        {
            return _folder.DayAhead is [var first, ..]
                ? Validated<IReadOnlyList<ObservedSeries>>.FromValue([first])
                : Validated<IReadOnlyList<ObservedSeries>>.FromFault(new Fault(_folder.Name, "series", "a day-ahead price", "none"));
        }

        var chosen = new List<ObservedSeries>();
        var faults = new List<Fault>();
        foreach (var asked in _order.Series)
        {
            var exact = _folder.Series.Where(one => one.Id.Name.Equals(asked, StringComparison.OrdinalIgnoreCase)).ToArray();
            var found = exact.Length > 0 ? exact : [.. _folder.Series.Where(one => one.Id.Name.StartsWith(asked + "_", StringComparison.OrdinalIgnoreCase))];
            if (found.Length == 1)
                chosen.Add(found[0]);
            else
                faults.Add(Origin.CommandLine("--series").Fault($"one series of {_folder.Name}", $"'{asked}': {(found.Length == 0 ? "none" : string.Join(", ", found.Select(one => one.Id.Name)))}"));
        }

        return faults.Count > 0
            ? Validated<IReadOnlyList<ObservedSeries>>.FromFaults(faults)
            : Validated<IReadOnlyList<ObservedSeries>>.FromValue(chosen);
    }

    private Validated<(QuantileForecast Forecast, MarketPast Past)> Market(ObservedSeries series)
    {
        var clock = _folder.Clock;
        var reach = PersistenceQuantiles.Reach(HistoryDays, _order.Days) + _order.PastDays + 2;
        var needed = new DeliveryInterval(clock.StartOfDay(_first.AddDays(-reach)), clock.StartOfDay(_first.AddDays(_order.Days)));
        var known = series.Within(needed).AsOf(_decidedAt);
        if (known.Count == 0)
        {
            return Validated<(QuantileForecast, MarketPast)>.FromFault(new Fault(
                series.Id.ToString(), "history", $"values known at {UtcText.Of(_decidedAt)} within {reach} days", "none"));
        }

        var target = clock.Days(_first, _first.AddDays(_order.Days - 1), StepOf(known));
        return PersistenceQuantiles.Forecast(known, target, clock, _decidedAt, HistoryDays).Map(forecast => (
            forecast, new MarketPast(PersistenceQuantiles.Roll(known, target, clock, _decidedAt, _order.PastDays, HistoryDays), known)));
    }

    // The finest step of the last week that is known.
    private TimeSpan StepOf(ObservedSeries known)
    {
        if (_order.StepMinutes is { } minutes)
            return TimeSpan.FromMinutes(minutes);
        var last = known.Observations[^1].Start;
        return known.Observations.ToArray().Where(one => one.Start > last.AddDays(-7)).Min(one => one.Step);
    }
}
