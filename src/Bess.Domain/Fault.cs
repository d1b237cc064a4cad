namespace Bess.Domain;

/// <summary>One located reason why some data was refused.</summary>
/// <remarks>
/// Meaning only, no severity: every fault refuses. Equality is by the four texts. Immutable and thread-safe.
/// </remarks>
/// <param name="Location">Where it was read: a file, a file with line, or empty when the data came from code.</param>
/// <param name="Field">The field at fault, for example <c>batteries[3].energyCapacityMwh</c>; the unit is in the name.</param>
/// <param name="Expected">What would have been accepted, for example <c>a number &gt; 0</c>.</param>
/// <param name="Actual">What was found, for example <c>-2</c>.</param>
public sealed record Fault(string Location, string Field, string Expected, string Actual)
{
    /// <summary>The fault as one line: <c>location: field: expected …, was …</c>; empty parts are left out.</summary>
    /// <returns>One line without a line break at its end.</returns>
    public override string ToString()
    {
        var where = string.Join(": ", new[] { Location, Field }.Where(part => part.Length > 0));
        return where.Length == 0 ? $"expected {Expected}, was {Actual}" : $"{where}: expected {Expected}, was {Actual}";
    }

    /// <summary>The same fault with its field put below a parent: <c>power</c> below <c>batteries[3]</c> is <c>batteries[3].power</c>.</summary>
    /// <param name="parent">Path of the parent; empty leaves the fault as it is.</param>
    /// <returns>The fault with the longer field path.</returns>
    public Fault Below(string parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return parent.Length == 0 ? this : this with { Field = Field.Length == 0 ? parent : $"{parent}.{Field}" };
    }
}
