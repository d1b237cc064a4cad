using Bess.Cli.Commands.Forecast;
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

    private static readonly string[] DayAheadNames = ["day_ahead", "dam_"];

    private readonly ScenarioOrder _order;
    private readonly ZoneFolder _folder;
    private readonly TrainedModel? _model;
    private readonly DateTimeOffset _decidedAt;
    private readonly DateOnly _first;

    private ForecastScenarioLoader(ScenarioOrder order, ZoneFolder folder, TrainedModel? model)
    {
        (_order, _folder, _model) = (order, folder, model);
        var rule = model?.Decision ?? DecisionRule.GateClosureOf(folder.Clock);
        _first = order.Day ?? folder.Clock.LocalDate(order.AsOf!.Value).AddDays(1);
        _decidedAt = order.AsOf ?? rule.DecisionOn(_first);
    }

    /// <summary>Makes the scenarios of an order; a day or a decision must be named.</summary>
    public static Validated<ForecastScenarios> Load(ScenarioOrder order)
    {
        if (!Directory.Exists(order.MarketPath))
            return Validated<ForecastScenarios>.FromFault(Origin.CommandLine("--market-dir").Fault("a folder of market data", $"'{order.MarketPath}'"));
        var model = order.ModelPath is { } path ? ModelFiles.Load(path) : null;
        if (model is { IsValid: false })
            return Validated<ForecastScenarios>.FromFaults(model.Faults);
        bool Wanted(string column) => DayAheadNames.Concat(order.Series).Any(name => column.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return ZoneFolder.Read(order.MarketPath, order.ZoneName, model?.Value.Decision.Clock, Wanted)
            .Bind(folder => new ForecastScenarioLoader(order, folder, model?.Value).Load());
    }

    private Validated<ForecastScenarios> Load()
    {
        if (_decidedAt >= _folder.Clock.StartOfDay(_first))
        {
            return Validated<ForecastScenarios>.FromFault(Origin.CommandLine("--as-of").Fault(
                $"an instant before the first day, {UtcText.Of(_folder.Clock.StartOfDay(_first))}", UtcText.Of(_decidedAt)));
        }

        return Markets().Bind(markets =>
        {
            var forecasts = markets.Select(market => market.Forecast).ToArray();
            return GaussianCopula.Learn(
                [.. markets.Select(market => market.Past)], [.. forecasts.Select(one => one.Grid.Step)], _folder.Clock, _decidedAt,
                new CopulaOptions { Seed = _order.Seed }).Map(copula => Drawn(forecasts, copula, FilesOf(markets.SelectMany(market => market.Read))));
        });
    }

    private ForecastScenarios Drawn(QuantileForecast[] forecasts, GaussianCopula copula, IReadOnlyList<string> files)
    {
        var full = ScenarioSampler.Draw(forecasts, copula, _folder.Clock, _order.Count, _order.Seed);
        var reduction = _order.To is { } to
            ? ScenarioReducer.Reduce(full, new ReductionOptions { To = to, Order = _order.DistanceOrder, Seed = _order.Seed })
            : null;
        return new ForecastScenarios(full, copula, reduction, _folder.Zone, files);
    }

    // The model's target first; other series by persistence.
    private Validated<IReadOnlyList<ForecastMarket>> Markets()
    {
        var made = new List<Validated<ForecastMarket>>();
        if (_model is not null)
            made.Add(ModelMarket.Load(_model, _order, _first, _decidedAt));
        var faults = new List<Fault>();
        foreach (var series in Chosen(faults))
            made.Add(ByPersistence(series));
        faults.AddRange(made.SelectMany(one => one.Faults));
        return faults.Count > 0
            ? Validated<IReadOnlyList<ForecastMarket>>.FromFaults(faults)
            : Validated<IReadOnlyList<ForecastMarket>>.FromValue([.. made.Select(one => one.Value)]);
    }

    private List<ObservedSeries> Chosen(List<Fault> faults)
    {
        var chosen = new List<ObservedSeries>();
        if (_order.Series.Count == 0 && _model is null && _folder.DayAhead is not [])
            chosen.Add(_folder.DayAhead[0]);
        else if (_order.Series.Count == 0 && _model is null)
            faults.Add(new Fault(_folder.Name, "series", "a day-ahead price", "none"));
        foreach (var asked in _order.Series)
        {
            var exact = _folder.Series.Where(one => one.Id.Name.Equals(asked, StringComparison.OrdinalIgnoreCase)).ToArray();
            var found = exact.Length > 0 ? exact : [.. _folder.Series.Where(one => one.Id.Name.StartsWith(asked + "_", StringComparison.OrdinalIgnoreCase))];
            if (found.Length != 1)
                faults.Add(Origin.CommandLine("--series").Fault($"one series of {_folder.Name}", $"'{asked}': {(found.Length == 0 ? "none" : string.Join(", ", found.Select(one => one.Id.Name)))}"));
            else if (found[0].Id != _model?.Target)
                chosen.Add(found[0]);
        }

        return chosen;
    }

    private Validated<ForecastMarket> ByPersistence(ObservedSeries series)
    {
        var clock = _folder.Clock;
        var reach = PersistenceQuantiles.Reach(HistoryDays, _order.Days) + _order.PastDays + 2;
        var needed = new DeliveryInterval(clock.StartOfDay(_first.AddDays(-reach)), clock.StartOfDay(_first.AddDays(_order.Days)));
        var known = series.Within(needed).AsOf(_decidedAt);
        if (known.Count == 0)
        {
            return Validated<ForecastMarket>.FromFault(new Fault(
                series.Id.ToString(), "history", $"values known at {UtcText.Of(_decidedAt)} within {reach} days", "none"));
        }

        var target = clock.Days(_first, _first.AddDays(_order.Days - 1), StepOf(known));
        return PersistenceQuantiles.Forecast(known, target, clock, _decidedAt, HistoryDays).Map(forecast => new ForecastMarket(
            forecast, new MarketPast(PersistenceQuantiles.Roll(known, target, clock, _decidedAt, _order.PastDays, HistoryDays), known), [series]));
    }

    // The finest step of the last week that is known.
    private TimeSpan StepOf(ObservedSeries known)
    {
        if (_order.StepMinutes is { } minutes)
            return TimeSpan.FromMinutes(minutes);
        var last = known.Observations[^1].Start;
        return known.Observations.ToArray().Where(one => one.Start > last.AddDays(-7)).Min(one => one.Step);
    }

    // Provenance names files without folders; the folder of a zone may be spelled in any way.
    private List<string> FilesOf(IEnumerable<ObservedSeries> series)
    {
        var folders = ZoneFolder.NamesIn(_order.MarketPath).ToLookup(
            name => BiddingZone.TryFind(name, out var found) ? found.Name : name.ToUpperInvariant(), StringComparer.OrdinalIgnoreCase);
        var paths = series.SelectMany(one => one.Provenance.Source.Split(", ").SelectMany(
            file => folders[one.Id.Zone].Select(folder => Path.Combine(_order.MarketPath, folder, file)))).Where(File.Exists);
        string[] model = _order.ModelPath is { } path ? [path] : [];
        return [.. model, .. paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
