using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;

namespace Bess.Markets.Sources.Documents;

/// <summary>Gathers the series of one document.</summary>
internal sealed class AnswerBuilder(string publisher, PublishedDocument document, DocumentFaults faults)
{
    private readonly List<SeriesColumn> _columns = [];
    private readonly List<string> _notes = [];

    /// <summary>Begins a series.</summary>
    public SeriesColumn Series(SeriesId id, Publication publication, string field)
    {
        var column = new SeriesColumn(id, publication, field, document.ReceivedAt, faults);
        _columns.Add(column);
        return column;
    }

    /// <summary>Words that stand with every series of the document.</summary>
    public void Note(string words) => _notes.Add(words);

    public Validated<IReadOnlyList<SourceAnswer>> Build() => faults.Build<IReadOnlyList<SourceAnswer>>(() => [.. _columns.Select(Answer)]);

    private SourceAnswer Answer(SeriesColumn column) => new(
        new ObservedSeries(
            column.Id, column.Observations, new Provenance(publisher, $"{document.Name}: {column.Field}; {column.Publication.Words}", Synthetic: false)),
        [.. _notes, .. column.Notes()]);
}
