using System.Globalization;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Verify;

/// <summary>Reads arrays of numbers and notes what is wrong with them.</summary>
internal sealed class NumberLists(string source, List<Fault> faults)
{
    /// <summary>An array of a length.</summary>
    /// <param name="node">The value.</param>
    /// <param name="field">Its path.</param>
    /// <param name="count">How many numbers are expected; 0 for any.</param>
    /// <returns>The numbers; null when something is wrong, which has been noted.</returns>
    public double[]? Read(LocatedNode node, string field, int count)
    {
        if (node.Kind != JsonValueKind.Array)
            return Refuse(node, field, "an array of numbers", node.Describe());
        if (node.Numbers is { } packed)
            return count == 0 || packed.Length == count ? packed.ToArray() : Refuse(node, field, Length(count), Length(packed.Length));
        foreach (var item in node.Items.Where(item => item.Kind != JsonValueKind.Number || !double.IsFinite(item.Number)))
            return Refuse(item, item.Path, "a number", item.Describe());
        return count == 0 || node.Items.Count == count
            ? [.. node.Items.Select(item => item.Number)]
            : Refuse(node, field, Length(count), Length(node.Items.Count));
    }

    private static string Length(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} numbers");

    private double[]? Refuse(LocatedNode node, string field, string expected, string actual)
    {
        faults.Add(new Fault(FaultLocation.At(source, node.Line), field, expected, actual));
        return null;
    }
}
