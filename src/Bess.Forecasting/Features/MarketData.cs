using Bess.Domain;
using Bess.Domain.Series;

namespace Bess.Forecasting.Features;

/// <summary>What a forecast may look at: the series to forecast and others, each value with its publication.</summary>
/// <remarks>
/// The data may reach beyond every decision; models read it through <see cref="DecisionRule"/> only. Immutable and thread-safe.
/// </remarks>
public sealed class MarketData
{
    /// <summary>Creates the data of a forecast.</summary>
    /// <param name="target">What is forecast.</param>
    /// <param name="others">Other series that may help, the same clock's days; in any order. The target among them is left out.</param>
    /// <param name="decision">When a day is forecast.</param>
    /// <exception cref="BessDataException">When the target is empty, or two series have one name.</exception>
    public MarketData(ObservedSeries target, IEnumerable<ObservedSeries> others, DecisionRule decision)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(decision);
        Target = target;
        Others = [.. others.Where(one => one.Id != target.Id).OrderBy(one => one.Id.ToString(), StringComparer.Ordinal)];
        Decision = decision;
        var faults = Others.GroupBy(one => one.Id).Where(group => group.Count() > 1)
            .Select(twice => new Fault(twice.Key.ToString(), "others", "a series once", $"{twice.Count()} times")).ToList();
        if (target.Count == 0)
            faults.Add(new Fault(target.Id.ToString(), "target", "at least one value", "none"));
        if (faults.Count > 0)
            throw new BessDataException(faults);
    }

    /// <summary>What is forecast.</summary>
    public ObservedSeries Target { get; }

    /// <summary>Other series, in order of name.</summary>
    public IReadOnlyList<ObservedSeries> Others { get; }

    /// <summary>When a day is forecast.</summary>
    public DecisionRule Decision { get; }

    /// <summary>The same data with every series changed.</summary>
    /// <param name="change">Makes the changed series; keeps its identity.</param>
    /// <returns>The changed data.</returns>
    public MarketData Select(Func<ObservedSeries, ObservedSeries> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new MarketData(change(Target), Others.Select(change), Decision);
    }

    /// <summary>The data with only some of the other series.</summary>
    /// <param name="ids">Which, all of which must be there.</param>
    /// <returns>The data, or a fault for each series that is missing.</returns>
    public Validated<MarketData> With(IEnumerable<SeriesId> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var held = Others.ToDictionary(one => one.Id);
        var wanted = ids.ToArray();
        var faults = wanted.Where(id => !held.ContainsKey(id)).Select(id => new Fault(id.ToString(), "features", "the series that the model was trained with", "none")).ToArray();
        return faults.Length > 0
            ? Validated<MarketData>.FromFaults(faults)
            : Validated<MarketData>.FromValue(new MarketData(Target, wanted.Select(id => held[id]), Decision));
    }
}
