using Bess.Domain.Prices;
using Bess.Domain.Series;

namespace Bess.Markets.Weather;

/// <summary>The power of a plant as a series, known when the last of its weather was.</summary>
public static class PvPowerSeries
{
    private const double KmPerHourInMPerS = 1 / 3.6;

    /// <summary>Computes the power of every interval of the global irradiance.</summary>
    /// <remarks>
    /// A value is computed from the weather as known when its global irradiance was published: one result a publication, so that a forecast
    /// and the archive's later value give two revisions. Without temperature there is no value.
    /// </remarks>
    /// <param name="id">Name of the result, ending in <c>_mw</c>.</param>
    /// <param name="plant">The plant.</param>
    /// <param name="weather">The weather.</param>
    /// <returns>AC power, MW.</returns>
    /// <exception cref="ArgumentException">When the name does not end in <c>_mw</c>, or the wind's not in a known unit.</exception>
    public static ObservedSeries Of(SeriesId id, PvPlant plant, PvWeather weather)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentNullException.ThrowIfNull(weather);
        if (!id.Name.EndsWith("_mw", StringComparison.Ordinal))
            throw new ArgumentException($"Expected a name that ends in _mw, was {id}.", nameof(id));
        var unit = weather.Wind is { } wind ? WindUnit(wind.Id) : 1;
        var power = new List<Observation>(weather.GlobalHorizontal.Count);
        var temperature = Lookup(weather.Temperature);
        var diffuse = weather.DiffuseHorizontal is null ? null : Lookup(weather.DiffuseHorizontal);
        var winds = weather.Wind is null ? null : Lookup(weather.Wind);
        foreach (var global in weather.GlobalHorizontal.Observations)
        {
            if (Latest(temperature, global) is not { } air)
                continue;
            var scattered = diffuse is null ? null : Latest(diffuse, global);
            var breeze = winds is null ? null : Latest(winds, global);
            var value = PvModel.AcPowerMw(
                plant, global.Interval, new Irradiance(Math.Max(0, global.Value), scattered is { } sky ? Math.Max(0, sky.Value) : null), air.Value,
                breeze is { } blow ? blow.Value * unit : null);
            var known = new[] { global.KnownAt, air.KnownAt, scattered?.KnownAt ?? global.KnownAt, breeze?.KnownAt ?? global.KnownAt }.Max();
            power.Add(new Observation(global.Start, global.Step, value, known));
        }

        var provenance = weather.GlobalHorizontal.Provenance;
        return new ObservedSeries(
            id, power.DistinctBy(one => (one.Start, one.Step, one.KnownAt)),
            new Provenance(provenance.Source, $"PV model; {provenance.Detail}", provenance.Synthetic));
    }

    private static double WindUnit(SeriesId id) => id.Name.EndsWith("_m_per_s", StringComparison.Ordinal) ? 1
        : id.Name.EndsWith("_km_per_h", StringComparison.Ordinal) ? KmPerHourInMPerS
        : throw new ArgumentException($"Expected wind in m/s or km/h, was {id}.", nameof(id));

    private static Dictionary<(DateTimeOffset Start, TimeSpan Step), Observation[]> Lookup(ObservedSeries series) =>
        series.Observations.ToArray().GroupBy(one => (one.Start, one.Step)).ToDictionary(group => group.Key, group => group.ToArray());

    // The last value known together with the global one; if none was, the first that came after.
    private static Observation? Latest(Dictionary<(DateTimeOffset Start, TimeSpan Step), Observation[]> lookup, Observation global)
    {
        if (!lookup.TryGetValue((global.Start, global.Step), out var all))
            return null;
        var known = Array.FindLastIndex(all, one => one.KnownAt <= global.KnownAt);
        return all[Math.Max(known, 0)];
    }
}
