using Bess.Domain;
using Bess.Domain.Prices;

namespace Bess.Coordination.Remote.Documents;

/// <summary>A price series as JSON; a missing price is null. Reading is strict. Thread-safe.</summary>
public static class PriceSeriesDocument
{
    /// <summary>The field <c>kind</c> of such a document.</summary>
    public const string Kind = "price-series";

    /// <summary>Longest document that is read, bytes: 32 MiB.</summary>
    public const int LongestBytes = 32 << 20;

    /// <summary>Writes a series.</summary>
    /// <param name="series">The series.</param>
    /// <returns>UTF-8, compact; the same series gives the same bytes.</returns>
    public static byte[] Write(PriceSeries series) => DocumentBytes.Write(Kind, series, PriceSeriesPart.Write);

    /// <summary>Reads a series.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The series, or all faults.</returns>
    public static Validated<PriceSeries> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, PriceSeriesPart.Read);
}
