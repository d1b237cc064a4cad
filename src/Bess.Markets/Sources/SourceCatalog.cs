using System.Diagnostics.CodeAnalysis;
using Bess.Domain.Series;

namespace Bess.Markets.Sources;

/// <summary>All web publishers that Bess can read, one line each.</summary>
public static partial class SourceCatalog
{
    /// <summary>All entries; of several that offer a series the first is asked first.</summary>
    public static IReadOnlyList<SourceEntry> All { get; } = Array.AsReadOnly<SourceEntry>([.. Operators, .. Exchanges]);

    /// <summary>Finds an entry.</summary>
    /// <param name="name">Short name in any case; null finds nothing.</param>
    /// <param name="entry">The entry, or null.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string? name, [NotNullWhen(true)] out SourceEntry? entry)
    {
        entry = All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return entry is not null;
    }

    /// <summary>The entries that offer a series, in the order in which to ask; without those that want to be named.</summary>
    /// <param name="series">The series.</param>
    /// <returns>The entries; may be empty.</returns>
    public static IReadOnlyList<SourceEntry> Offering(SeriesId series) => All.Where(entry => !entry.OnlyByName && entry.Offers(series)).ToArray();
}
