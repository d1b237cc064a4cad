using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store.Coverage;

namespace Bess.Markets.Store.Filling;

/// <summary>A series that covers enough of a horizon to start with.</summary>
/// <param name="Series">The values over the horizon with all revisions that count.</param>
/// <param name="Coverage">What is there of it.</param>
/// <param name="Outage">Why the source did not bring what is missing; empty when it was not asked or did answer.</param>
/// <param name="Age">Time since the latest publication among the values.</param>
public sealed record HeldSeries(ObservedSeries Series, CoverageReport Coverage, IReadOnlyList<Fault> Outage, TimeSpan Age)
{
    /// <summary>Whether the values are older than they should be, because the source failed.</summary>
    public bool IsStale => Outage.Count > 0;

    /// <summary>One line for people; says when the values are stale, and how old they are.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Series.Id}: {Coverage.Share:P1} of {Coverage.Span}{(IsStale ? $"; STALE: latest publication {Age.TotalHours:0.#} h ago at {UtcText.Of(Coverage.LastKnownAt!.Value)}, {Outage[0]}" : "")}");
}
