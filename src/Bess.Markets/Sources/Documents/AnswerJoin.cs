using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Documents;

/// <summary>Joins what several documents say of one series, and keeps the part that was asked for.</summary>
internal static class AnswerJoin
{
    /// <summary>The joined answer; two values of one interval and publication are a fault.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="publisher">Name for provenance and faults.</param>
    /// <param name="parts">What the documents said.</param>
    /// <param name="emptyNote">Said when there is no document.</param>
    public static Validated<SourceAnswer> Of(SourceRequest request, string publisher, IReadOnlyList<SourceAnswer> parts, string emptyNote)
    {
        var all = new List<Observation>();
        foreach (var part in parts)
            all.AddRange(part.Series.Within(request.Span).Observations);
        var faults = all.Distinct().GroupBy(one => (one.Start, one.Step, one.KnownAt)).Where(group => group.Count() > 1).Select(group => new Fault(
            publisher, UtcText.Of(group.Key.Start), $"one value of {request.Series}",
            string.Join(" and ", group.Select(one => one.Value.ToString("R", CultureInfo.InvariantCulture))))).ToArray();
        if (faults.Length > 0)
            return Validated<SourceAnswer>.FromFaults(faults);
        var provenance = parts.Count == 0 ? new Provenance(publisher, emptyNote, Synthetic: false)
            : parts.Count == 1 ? parts[0].Series.Provenance
            : new Provenance(publisher, $"{parts.Count} documents, the last: {parts[^1].Series.Provenance.Detail}", Synthetic: false);
        string[] notes = parts.Count == 0 ? [emptyNote] : [.. parts.SelectMany(part => part.Notes).Distinct()];
        return Validated<SourceAnswer>.FromValue(new SourceAnswer(new ObservedSeries(request.Series, all, provenance), notes));
    }

    /// <summary>A refusal of a series that a publisher does not have.</summary>
    public static Validated<SourceAnswer> Unknown(string publisher, SeriesId series, string expected) =>
        Validated<SourceAnswer>.FromFault(new Fault(publisher, "series", expected, series.ToString()));
}
