using Bess.Domain;

namespace Bess.Markets.Sources;

/// <summary>A publisher of market series.</summary>
public interface ISeriesSource
{
    /// <summary>Fetches what the publisher has of some series over a span.</summary>
    /// <param name="request">Which series, when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// The series with what is there (gaps are gaps), or all faults: a document that cannot be read (located), or a publisher that
    /// does not answer after all retries.
    /// </returns>
    Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken);
}
