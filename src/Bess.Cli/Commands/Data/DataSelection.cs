using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store;

namespace Bess.Cli.Commands.Data;

/// <summary>Which series and days a command is about, as the command line says.</summary>
internal sealed record DataSelection(string? Zone, IReadOnlyList<string> Names, DateOnly? From, DateOnly? To, DateTimeOffset? AsOf)
{
    private static readonly DeliveryInterval Always = new(DateTimeOffset.MinValue.AddYears(1), DateTimeOffset.MaxValue.AddYears(-1));

    /// <summary>All that is wrong with it by itself.</summary>
    public IEnumerable<Fault> Faults()
    {
        if (Zone is not null && !SeriesClock.TryName(Zone, out _))
        {
            yield return Origin.CommandLine("--zone").Fault(
                $"one of {string.Join(", ", BiddingZone.Catalogue.Select(each => each.Name))}, or another of coupled Europe such as SE or FI", $"'{Zone}'");
        }

        foreach (var name in Names.Where(name => !SeriesId.TryParse($"Z/{name}", out _)))
            yield return Origin.CommandLine("--series").Fault("lower-case letters, digits and underscores, ending in the unit", $"'{name}'");
        if (From is { } from && To is { } to && to < from)
            yield return Origin.CommandLine("--to").Fault($"a day not before {from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}");
    }

    /// <summary>The series as they would be kept; only where there are no faults.</summary>
    public IReadOnlyList<SeriesId> Named() =>
        SeriesClock.TryName(Zone, out var zone) ? [.. Names.Distinct(StringComparer.Ordinal).Select(name => new SeriesId(zone, name))] : [];

    /// <summary>The kept series that are meant, in order of zone and name; what is named and not kept is a fault.</summary>
    public async Task<IReadOnlyList<SeriesId>> KeptAsync(IObservationStore store, List<Fault> faults, CancellationToken cancellationToken)
    {
        var zone = SeriesClock.TryName(Zone, out var name) ? name : null;
        var kept = (await store.ListAsync(cancellationToken)).Where(id => zone is null || id.Zone == zone).ToArray();
        foreach (var missing in Names.Where(one => !kept.Any(id => id.Name == one)))
            faults.Add(Origin.CommandLine("--series").Fault(kept.Length == 0 ? "a series that is kept" : $"one of {string.Join(", ", kept.Select(id => id.Name).Distinct())}", $"'{missing}'"));
        if (Names.Count == 0 && kept.Length == 0)
            faults.Add(Origin.CommandLine(zone is null ? "--store" : "--zone").Fault("at least one series that is kept", "none"));
        return [.. kept.Where(id => Names.Count == 0 || Names.Contains(id.Name))];
    }

    /// <summary>Reads a series over the days that are meant, and those days; null for the days when nothing is kept of them.</summary>
    public async Task<(ObservedSeries Series, DeliveryInterval? Span)> ReadAsync(IObservationStore store, SeriesId id, CancellationToken cancellationToken)
    {
        var clock = ClockOf(id);
        var start = From is { } from ? clock.StartOfDay(from) : Always.Start;
        var end = To is { } to ? clock.StartOfDay(to.AddDays(1)) : Always.End;
        var series = await store.ReadAsync(id, new DeliveryInterval(start, end), cancellationToken);
        if (AsOf is { } instant)
            series = series.AsOf(instant);
        if (series.Count == 0 && (From is null || To is null))
            return (series, null);
        if (From is null)
            start = clock.StartOfDay(clock.LocalDate(series.Observations[0].Start));
        if (To is null)
            end = clock.StartOfDay(clock.LocalDate(series.Observations[^1].Start).AddDays(1));
        return (series, new DeliveryInterval(start, end));
    }

    /// <summary>Clock of a kept series; zones that nobody knows are counted in UTC.</summary>
    public static MarketClock ClockOf(SeriesId id) =>
        SeriesClock.TryFind(id.Zone, out var clock) ? clock : new MarketClock("UTC", TimeSpan.Zero, DaylightRule.None);
}
