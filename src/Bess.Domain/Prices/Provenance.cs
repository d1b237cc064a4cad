namespace Bess.Domain.Prices;

/// <summary>Where data came from.</summary>
/// <remarks>Equality is by all members; immutable and thread-safe.</remarks>
/// <param name="Source">Publisher, file name or generator; not a path of one machine.</param>
/// <param name="Detail">Further words such as the column, the seed or the rule, or null.</param>
/// <param name="Synthetic">Whether the numbers were made up by a program and never traded.</param>
public sealed record Provenance(string Source, string? Detail, bool Synthetic)
{
    /// <summary>One line for people; says so when the data are synthetic.</summary>
    public override string ToString() =>
        (Synthetic ? "synthetic: " : "") + Source + (string.IsNullOrEmpty(Detail) ? "" : $" ({Detail})");
}
