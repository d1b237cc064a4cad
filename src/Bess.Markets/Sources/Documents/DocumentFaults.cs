using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Markets.Sources.Documents;

/// <summary>Gathers the faults of one document, each with its line, so that all are told together.</summary>
internal sealed class DocumentFaults(string document)
{
    private readonly List<Fault> _all = [];

    public bool Any => _all.Count > 0;

    public int Count => _all.Count;

    /// <summary>For readers that add faults themselves.</summary>
    public ICollection<Fault> All => _all;

    /// <summary>A fault in a line; line 0 is the document as a whole.</summary>
    public void Add(int line, string field, string expected, string actual) =>
        _all.Add(new Fault(line == 0 ? document : FaultLocation.At(document, line), field, expected, actual));

    public void Add(LocatedNode at, string expected) => Add(at.Line, at.Path, expected, at.Describe());

    /// <summary>What <paramref name="build"/> makes, or all faults in the order of their lines.</summary>
    public Validated<T> Build<T>(Func<T> build)
        where T : notnull =>
        Any ? Validated<T>.FromFaults(_all.OrderBy(fault => FaultLocation.LineOf(fault.Location))) : Validated<T>.FromValue(build());
}
