using System.Globalization;
using System.Text.Json;

namespace Bess.Domain.Json;

/// <summary>Numbers of an array with their lines: a node for each would take twenty times the room.</summary>
internal sealed class PackedNumbers
{
    private double[] _values = [];
    private int[] _lines = [];

    public int Count { get; private set; }

    public ReadOnlyMemory<double> Values => _values.AsMemory(0, Count);

    public void Add(double value, int line)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(16, 2 * Count));
            Array.Resize(ref _lines, _values.Length);
        }

        (_values[Count], _lines[Count]) = (value, line);
        Count++;
    }

    /// <summary>The node of one number; its text is the shortest form of the value, not that of the file.</summary>
    public LocatedNode NodeAt(int index, LocatedNode array) =>
        new(JsonValueKind.Number, array, name: null, index, _lines[index], _values[index].ToString("R", CultureInfo.InvariantCulture));
}
