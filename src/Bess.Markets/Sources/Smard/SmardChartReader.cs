using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Smard;

/// <summary>Reads the chart data of SMARD: an index of the weeks there are, and one document a week.</summary>
/// <remarks>Form: <c>{"timestamps":[…]}</c>, and <c>{"series":[[start, value or null],…]}</c>, starts in milliseconds since 1970 UTC.</remarks>
public static class SmardChartReader
{
    private const string Publisher = "SMARD (Bundesnetzagentur)";

    /// <summary>Reads an index.</summary>
    /// <param name="document">The document <c>index_{resolution}.json</c>.</param>
    /// <returns>First instants of the weeks in order, or all faults.</returns>
    public static Validated<IReadOnlyList<DateTimeOffset>> ReadIndex(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var stamps = JsonFields.Require(JsonFields.Root(document, faults), "timestamps", JsonValueKind.Array, faults);
        var weeks = (stamps?.Items ?? []).Select(node => Milliseconds(node, faults)).OfType<DateTimeOffset>().Order().ToArray();
        return faults.Build<IReadOnlyList<DateTimeOffset>>(() => weeks);
    }

    /// <summary>Reads the values of one week.</summary>
    /// <param name="document">The document <c>{filter}_{region}_{resolution}_{timestamp}.json</c>.</param>
    /// <param name="series">What it is of: a series that SMARD has.</param>
    /// <param name="step">Length of the intervals: one hour or a quarter.</param>
    /// <returns>The values, null ones left out; or all faults.</returns>
    /// <exception cref="ArgumentException">When SMARD has no such series.</exception>
    public static Validated<SourceAnswer> ReadWeek(PublishedDocument document, SeriesId series, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(series);
        var kind = SmardSeries.All.FirstOrDefault(one => one.Id == series && one.Filter > 0)
            ?? throw new ArgumentException($"Expected a series of SMARD, was {series}.", nameof(series));
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(Publisher, document, faults);
        var column = builder.Series(series, kind.Publication, "series");
        DateTimeOffset? previous = null;
        foreach (var pair in JsonFields.Require(JsonFields.Root(document, faults), "series", JsonValueKind.Array, faults)?.Items ?? [])
        {
            if (pair.Kind != JsonValueKind.Array || pair.Items.Count != 2)
            {
                faults.Add(pair, "a start and a value");
                continue;
            }

            var start = Milliseconds(pair.Items[0], faults);
            var value = JsonFields.NumberOrNull(pair.Items[1], faults);
            if (start is null)
                continue;
            if (start <= previous || start.Value.Ticks % step.Ticks != 0)
                faults.Add(pair.Items[0].Line, pair.Items[0].Path, $"a start after the one before, in steps of {step.TotalMinutes} min", UtcText.Of(start.Value));
            else
                column.Add(start.Value, step, value is null ? null : kind.InUnit(value.Value, step), pair.Line);
            previous = start;
        }

        return builder.Build().Map(answers => answers[0]);
    }

    private static DateTimeOffset? Milliseconds(LocatedNode node, DocumentFaults faults) =>
        JsonFields.Instant(node, TimeSpan.TicksPerMillisecond, "milliseconds since 1970", faults);
}
