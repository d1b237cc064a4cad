using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.DayAhead;

namespace Bess.Markets.Sources.Csv;

/// <summary>What to read from a price file when there is a choice.</summary>
public sealed record PriceCsvOptions
{
    /// <summary>Name of the price column, with its unit (<c>day_ahead_eur_per_mwh</c>) or without (<c>day_ahead</c>).</summary>
    /// <value>Default: null, the only price column; several are a fault.</value>
    public string? Column { get; init; }

    /// <summary>Currency asked for; a column in another one is a fault.</summary>
    /// <value>Default: null, the currency of the column.</value>
    public Currency? Currency { get; init; }

    /// <summary>Bidding zone to note on the series.</summary>
    /// <value>Default: null, unknown.</value>
    public BiddingZone? Zone { get; init; }

    /// <summary>Step asked for; another one is a fault.</summary>
    /// <value>Default: null, the most frequent difference of neighbours.</value>
    public TimeSpan? Step { get; init; }

    /// <summary>When the prices become known.</summary>
    /// <value>
    /// Default: null, which means the zone's day-ahead rule when a zone is given and the column's name begins with
    /// <c>day_ahead</c> or <c>dam_</c>, and otherwise the end of each interval.
    /// </value>
    public PublicationRule? Publication { get; init; }

    /// <summary>Whether a missing price is a fault; each is then told with its line.</summary>
    /// <value>Default: false, missing prices are NaN and counted by the series.</value>
    public bool RequireComplete { get; init; }
}
