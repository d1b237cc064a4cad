using Bess.Domain.Series;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Sources;

/// <summary>One line of the catalog: a publisher, what it offers, on what terms, and how to speak to it.</summary>
/// <remarks>
/// A pattern is <c>ZONES/name</c>: zones are separated by commas, <c>*</c> stands for any zone that the publisher knows, and a
/// <c>*</c> in the name for any characters. Example: <c>SE1,SE2,SE3,SE4/day_ahead_*_per_mwh</c>.
/// </remarks>
/// <param name="Name">Short name for commands, lower case, for example <c>entsoe</c>.</param>
/// <param name="Publisher">Who publishes.</param>
/// <param name="Terms">Terms of re-use in a few words; to be read at the publisher before passing data on.</param>
/// <param name="Series">Patterns of the series offered.</param>
/// <param name="Defaults">Address and pace of the service.</param>
/// <param name="Create">Makes the source from options that begin with <paramref name="Defaults"/>.</param>
public sealed record SourceEntry(
    string Name, string Publisher, string Terms, IReadOnlyList<string> Series, PublisherOptions Defaults, Func<PublisherOptions, ISeriesSource> Create)
{
    /// <summary>Environment variable from which a host takes the caller's key.</summary>
    /// <value>Default: null, no key is needed.</value>
    public string? TokenVariable { get; init; }

    /// <summary>Whether it is asked only when a person names it: its terms want consent to automatic use.</summary>
    /// <value>Default: false.</value>
    public bool OnlyByName { get; init; }

    /// <summary>Whether the publisher offers a series, going by the patterns; a zone that it does not know is found out when asked.</summary>
    /// <param name="series">The series.</param>
    /// <returns>Whether one pattern matches.</returns>
    public bool Offers(SeriesId series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Series.Any(pattern => SeriesPattern.Matches(pattern, series));
    }
}
