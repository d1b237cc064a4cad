using System.Globalization;
using System.Text.Json;
using Bess.Domain.Json;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Numbers and arrays of them. "Finite" ones refuse everything else; "any" ones read what <see cref="DocumentWriting"/> writes.</summary>
internal sealed partial class DocumentObject
{
    public double Finite(string name) => Take(name, isRequired: true) is { } node ? FiniteOf(node) : double.NaN;

    public double? FiniteOrNull(string name) => Take(name, isRequired: false) is { } node ? FiniteOf(node) : null;

    public double Any(string name)
    {
        _known.Add(name);
        return _node.Find(name) is { } node ? AnyOf(node) : Missing(name);
    }

    /// <summary>Numbers, all finite.</summary>
    /// <param name="name">The field.</param>
    /// <param name="length">How many there must be; null for any number.</param>
    public double[] FiniteVector(string name, int? length) => Take(name, isRequired: true) is { } node ? Vector(node, length, FiniteOf) : [];

    public double[]? FiniteVectorOrNull(string name, int? length) => Take(name, isRequired: false) is { } node ? Vector(node, length, FiniteOf) : null;

    public double[] AnyVector(string name) => Take(name, isRequired: true) is { } node ? Vector(node, length: null, AnyOf) : [];

    /// <summary>Rows of finite numbers.</summary>
    public double[][] FiniteMatrix(string name, int? columns) => [.. Array(name).Select(row => Vector(row, columns, FiniteOf))];

    public double[][] AnyMatrix(string name) => [.. Array(name).Select(row => Vector(row, length: null, AnyOf))];

    /// <summary>Whole numbers >= 0.</summary>
    public int[] Indices(string name)
    {
        var all = Array(name);
        var indices = new int[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Kind != JsonValueKind.Number || !int.TryParse(all[i].Text, NumberStyles.None, CultureInfo.InvariantCulture, out indices[i]))
                _log.Add(all[i].Path, all[i].Line, "a whole number >= 0", all[i].Describe());
        }

        return indices;
    }

    public string[] Texts(string name)
    {
        var all = Array(name);
        foreach (var node in all.Where(node => node.Kind != JsonValueKind.String))
            _log.Add(node.Path, node.Line, "a text", node.Describe());
        return [.. all.Select(node => node.Text)];
    }

    private IReadOnlyList<LocatedNode> Array(string name, int most = int.MaxValue)
    {
        var node = Take(name, isRequired: true);
        if (node is null)
            return [];
        if (node.Kind != JsonValueKind.Array)
            Refuse(name, "an array");
        else if (node.Items.Count > most)
            Refuse(name, string.Create(CultureInfo.InvariantCulture, $"at most {most} items"));
        else
            return node.Items;
        return [];
    }

    private double[] Vector(LocatedNode node, int? length, Func<LocatedNode, double> valueOf)
    {
        if (node.Numbers is { } numbers && (length is null || numbers.Length == length))
            return numbers.ToArray();
        if (node.Kind == JsonValueKind.Array && node.Numbers is null && (length is null || node.Items.Count == length))
        {
            var values = new double[node.Items.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = valueOf(node.Items[i]);
            return values;
        }

        _log.Add(node.Path, node.Line, length is { } count ? string.Create(CultureInfo.InvariantCulture, $"an array of {count} numbers") : "an array of numbers", node.Describe());
        return [];
    }

    private double Missing(string name)
    {
        Refuse(name, "a value", "nothing: the field is missing");
        return double.NaN;
    }

    private double FiniteOf(LocatedNode node)
    {
        var value = node.Number;
        if (!double.IsFinite(value))
            _log.Add(node.Path, node.Line, "a finite number", node.Describe());
        return value;
    }

    private double AnyOf(LocatedNode node)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Number when double.IsFinite(node.Number):
                return node.Number;
            case JsonValueKind.Null:
                return double.NegativeInfinity;
            case JsonValueKind.String when node.Text == DocumentWriting.Infinity:
                return double.PositiveInfinity;
            case JsonValueKind.String when node.Text == DocumentWriting.NotANumber:
                return double.NaN;
            default:
                _log.Add(node.Path, node.Line, $"a number, null, '{DocumentWriting.Infinity}' or '{DocumentWriting.NotANumber}'", node.Describe());
                return double.NaN;
        }
    }
}
