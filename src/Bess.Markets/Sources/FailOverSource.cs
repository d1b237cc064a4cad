using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Sources;

/// <summary>Asks a second source for what the first one does not answer.</summary>
/// <remarks>
/// <para>
/// The first source is asked for the whole span. When it answers with faults the second one is asked for all of it; when intervals
/// are missing in its answer, for the stretches that lack. A value of the first source is never replaced. What both lack stays
/// missing: no older value stands in for it, and the notes say so. The notes also tell which part came from whom.
/// </para>
/// <para>Faults come back only when neither source has anything: those of both. Thread-safe if both sources are.</para>
/// </remarks>
public sealed class FailOverSource : ISeriesSource
{
    private readonly (string Name, ISeriesSource Source) _first;
    private readonly (string Name, ISeriesSource Source) _second;

    /// <summary>Puts a second source behind a first one.</summary>
    /// <param name="firstName">Name for the notes.</param>
    /// <param name="first">Asked first.</param>
    /// <param name="secondName">Name for the notes.</param>
    /// <param name="second">Asked for what lacks.</param>
    public FailOverSource(string firstName, ISeriesSource first, string secondName, ISeriesSource second)
    {
        ArgumentException.ThrowIfNullOrEmpty(firstName);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentException.ThrowIfNullOrEmpty(secondName);
        ArgumentNullException.ThrowIfNull(second);
        (_first, _second) = ((firstName, first), (secondName, second));
    }

    /// <inheritdoc/>
    public async Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var first = await _first.Source.FetchAsync(request, cancellationToken).ConfigureAwait(false);
        var gaps = first.TryGet(out var own) ? SeriesGaps.Of(own.Series, request.Span) : [request.Span];
        if (gaps.Count == 0)
            return first;

        var parts = new List<(DeliveryInterval Gap, Validated<SourceAnswer> Answer)>();
        foreach (var gap in gaps)
        {
            var part = request with { Span = gap };
            parts.Add((gap, await _second.Source.FetchAsync(part, cancellationToken).ConfigureAwait(false)));
        }

        if (own is null && parts.TrueForAll(part => !part.Answer.IsValid))
            return Validated<SourceAnswer>.FromFaults([.. first.Faults, .. parts.SelectMany(part => part.Answer.Faults)]);
        return Validated<SourceAnswer>.FromValue(Join(request, first, parts));
    }

    private SourceAnswer Join(
        SourceRequest request, Validated<SourceAnswer> first, List<(DeliveryInterval Gap, Validated<SourceAnswer> Answer)> parts)
    {
        var notes = new List<string>();
        var observations = new List<Observation>();
        if (first.TryGet(out var own))
        {
            observations.AddRange(own.Series.Within(request.Span).Observations);
            notes.Add($"{_first.Name}: all of {request.Span} but {string.Join(", ", parts.Select(part => part.Gap))}");
            notes.AddRange(own.Notes);
        }
        else
        {
            notes.Add($"{_first.Name} did not answer: {string.Join("; ", first.Faults)}");
        }

        foreach (var (gap, answer) in parts)
        {
            if (!answer.TryGet(out var filled))
            {
                notes.Add($"{_second.Name} did not answer for {gap}: {string.Join("; ", answer.Faults)}");
                continue;
            }

            // An interval that begins in the gap but reaches over its end would stand beside values of the first source.
            var part = filled.Series.Within(gap).Observations.ToArray().Where(one => one.End <= gap.End).ToArray();
            observations.AddRange(part);
            notes.Add($"{_second.Name}: {part.Length} value(s) for {gap}");
            notes.AddRange(filled.Notes);
        }

        var series = new ObservedSeries(
            request.Series, observations, new Provenance($"{_first.Name}, then {_second.Name}", Detail: null, Synthetic(own, parts)));
        notes.AddRange(SeriesGaps.Of(series, request.Span).Select(gap => $"missing at both, nothing stands in for it: {gap}"));
        return new SourceAnswer(series, notes);
    }

    private static bool Synthetic(SourceAnswer? own, List<(DeliveryInterval Gap, Validated<SourceAnswer> Answer)> parts) =>
        own is { Series.Provenance.Synthetic: true } || parts.Exists(part => part.Answer.TryGet(out var one) && one.Series.Provenance.Synthetic);
}
