using System.Globalization;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Domain;

namespace Bess.Coordination.Desk.Local;

/// <summary>The files of one round: <c>round.json</c>, <c>order.json</c>, <c>events.ndjson</c>, <c>changes.ndjson</c>, <c>result.json</c>.</summary>
internal sealed class RoundFiles(string folder)
{
    private const string Note = "round.json";
    private const string OrderFile = "order.json";
    private const string EventFile = "events.ndjson";
    private const string ChangeFile = "changes.ndjson";
    private const string ResultFile = "result.json";

    /// <summary>Whether there is a round in a folder: a launch that was answered.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, Note));

    /// <summary>Keeps a launch; with its note the round is there.</summary>
    public void Create(RoundNote note, RoundOrder order)
    {
        Directory.CreateDirectory(folder);
        KeptFile.Write(PathOf(OrderFile), RoundOrderDocument.Write(order));
        Save(note);
    }

    public void Save(RoundNote note) => KeptFile.Write(PathOf(Note), note.Write());

    public void Save(RoundResult result) => KeptFile.Write(PathOf(ResultFile), RoundResultDocument.Write(result));

    public Validated<RoundNote> ReadNote() => InFolder(RoundNote.Read(File.ReadAllBytes(PathOf(Note))), Note);

    public Validated<RoundOrder> ReadOrder() => File.Exists(PathOf(OrderFile))
        ? InFolder(RoundOrderDocument.Read(File.ReadAllBytes(PathOf(OrderFile))), OrderFile)
        : Validated<RoundOrder>.FromFault(new Fault(OrderFile, "", "a file", "none"));

    /// <summary>The result; null where there is none.</summary>
    /// <exception cref="BessDataException">When it cannot be understood.</exception>
    public RoundResult? ReadResult() =>
        File.Exists(PathOf(ResultFile)) ? InFolder(RoundResultDocument.Read(File.ReadAllBytes(PathOf(ResultFile))), ResultFile).Value : null;

    /// <summary>The events of a round that has ended.</summary>
    /// <exception cref="BessDataException">When they cannot be understood to the last.</exception>
    public IReadOnlyList<RoundEvent> ReadEvents()
    {
        var (events, _, damage) = LineFile.Read(PathOf(EventFile), EventOf);
        return damage is null ? events : throw new BessDataException([new Fault(PathInFolder(EventFile), "", "the events of a round", damage)]);
    }

    /// <summary>The events of a round that was cut off; what follows the last good line is taken away.</summary>
    public IReadOnlyList<RoundEvent> TakeUpEvents() => TakeUp(EventFile, EventOf);

    /// <summary>Who came and went in a round that was cut off; what follows the last good line is taken away.</summary>
    public IReadOnlyList<ChangeLine> TakeUpChanges() => TakeUp(ChangeFile, (_, line) => ChangeLine.Read(line));

    public LineFile AppendEvents() => LineFile.Append(PathOf(EventFile));

    public LineFile AppendChanges() => LineFile.Append(PathOf(ChangeFile));

    public void Delete() => Directory.Delete(folder, recursive: true);

    private static Validated<RoundEvent> EventOf(int number, byte[] line)
    {
        var read = RoundEventDocument.Read(line);
        return read.TryGet(out var happened) && happened.Number != number
            ? Validated<RoundEvent>.FromFault(new Fault("", "number", number.ToString(CultureInfo.InvariantCulture), happened.Number.ToString(CultureInfo.InvariantCulture)))
            : read;
    }

    private IReadOnlyList<T> TakeUp<T>(string file, Func<int, byte[], Validated<T>> read)
        where T : class
    {
        var (documents, goodBytes, damage) = LineFile.Read(PathOf(file), read);
        if (damage is not null)
            LineFile.Cut(PathOf(file), goodBytes);
        return documents;
    }

    private Validated<T> InFolder<T>(Validated<T> read, string file)
        where T : class => read.IsValid ? read : Validated<T>.FromFaults(read.Faults.Select(fault => fault with { Location = $"{PathInFolder(file)}: {fault.Location}" }));

    private string PathInFolder(string file) => $"{Path.GetFileName(folder)}/{file}";

    private string PathOf(string file) => Path.Combine(folder, file);
}
