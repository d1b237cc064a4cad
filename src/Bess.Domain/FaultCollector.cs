using System.Globalization;

namespace Bess.Domain;

/// <summary>Gathers the faults of one construction, so that all are told together.</summary>
internal sealed class FaultCollector(string location)
{
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public bool Any => _faults.Count > 0;

    public void Add(string field, string expected, string actual) => _faults.Add(new Fault(location, field, expected, actual));

    public void AddRange(IEnumerable<Fault> faults) => _faults.AddRange(faults);

    public bool Require(bool holds, string field, string expected, string actual)
    {
        if (!holds)
            Add(field, expected, actual);
        return holds;
    }

    public bool Require(bool holds, string field, string expected, double actual) =>
        Require(holds, field, expected, Text(actual));

    public Validated<T> Build<T>(Func<T> build)
        where T : notnull => Any ? Validated<T>.FromFaults(_faults) : Validated<T>.FromValue(build());

    public void ThrowIfAny()
    {
        if (Any)
            throw new BessDataException(_faults);
    }

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
