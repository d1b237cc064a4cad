using Bess.Domain.Prices;

namespace Bess.Markets.Store;

/// <summary>One origin for values that came from several: synthetic as soon as one of them is.</summary>
internal static class ProvenanceMerge
{
    private const int Named = 3;

    public static Provenance Of(IReadOnlyCollection<Provenance> origins)
    {
        var distinct = origins.Distinct().ToArray();
        if (distinct.Length == 0)
            return new Provenance("store", "nothing kept", Synthetic: false);
        if (distinct.Length == 1)
            return distinct[0];
        var sources = distinct.Select(one => one.Source).Distinct(StringComparer.Ordinal).ToArray();
        var words = string.Join(" + ", sources.Take(Named)) + (sources.Length > Named ? $" and {sources.Length - Named} more" : "");
        return new Provenance(words, $"{distinct.Length} origins", distinct.Any(one => one.Synthetic));
    }
}
