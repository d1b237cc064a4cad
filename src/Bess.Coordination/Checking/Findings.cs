using System.Globalization;

namespace Bess.Coordination.Checking;

/// <summary>Gathers breaches as lines: who, step, expected, actual.</summary>
internal sealed class Findings(IEnumerable<string>? lines = null)
{
    private readonly List<string> _lines = [.. lines ?? []];

    public IReadOnlyList<string> Lines => _lines;

    public int Count => _lines.Count;

    public void Add(string who, int step, string expected, double actual) =>
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{who}, step {step}: expected {expected}, was {actual:G9}"));

    public void Add(string who, string expected, string actual) => _lines.Add($"{who}: expected {expected}, was {actual}");

    public static string Text(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
}
