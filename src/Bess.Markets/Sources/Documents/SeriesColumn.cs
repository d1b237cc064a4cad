using System.Globalization;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Documents;

/// <summary>The values of one series as a reader finds them: equal repetitions are counted, contradictions are faults.</summary>
internal sealed class SeriesColumn(SeriesId id, Publication publication, string name, DateTimeOffset receivedAt, DocumentFaults faults)
{
    private const int MostGapsTold = 3;

    private readonly Dictionary<(DateTimeOffset Start, DateTimeOffset? StatedKnownAt), (Observation Value, int Line)> _values = [];
    private int _repeated;
    private int _missing;

    public SeriesId Id => id;

    public string Field => name;

    public Publication Publication => publication;

    public IEnumerable<Observation> Observations => _values.Values.Select(one => one.Value);

    /// <summary>
    /// Adds a value, or counts that the publisher has none (null). With a publication that the publisher states the rule does not
    /// matter, and an interval may have several values, one a publication.
    /// </summary>
    public void Add(DateTimeOffset start, TimeSpan step, double? value, int line, DateTimeOffset? statedKnownAt = null)
    {
        if (value is null)
        {
            _missing++;
            return;
        }

        var known = statedKnownAt ?? publication.KnownAt(new DeliveryInterval(start, start + step), receivedAt);
        var one = new Observation(start.ToUniversalTime(), step, value.Value, known);
        if (_values.TryAdd((one.Start, statedKnownAt), (one, line)))
            return;
        var (before, at) = _values[(one.Start, statedKnownAt)];
        if (before == one)
            _repeated++;
        else
            faults.Add(line, name, $"one value for {UtcText.Of(start)}, {Text(before.Value)} of line {at}", Text(one.Value));
    }

    public IEnumerable<string> Notes()
    {
        if (_repeated > 0)
            yield return $"{_repeated} repeated value(s) with equal numbers skipped";
        if (_missing > 0)
            yield return $"{_missing} value(s) missing at the publisher";
        var gaps = Gaps();
        if (gaps.Count > 0)
            yield return $"{gaps.Count} gap(s): {string.Join(", ", gaps.Take(MostGapsTold))}{(gaps.Count > MostGapsTold ? ", …" : "")}";
    }

    private List<DeliveryInterval> Gaps()
    {
        var gaps = new List<DeliveryInterval>();
        DateTimeOffset? end = null;
        foreach (var one in Observations.OrderBy(one => one.Start))
        {
            if (one.Start > end)
                gaps.Add(new DeliveryInterval(end.Value, one.Start));
            end = one.End;
        }

        return gaps;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
