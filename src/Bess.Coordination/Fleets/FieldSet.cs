namespace Bess.Coordination.Fleets;

/// <summary>The names that one kind of object may have, and those it must have.</summary>
internal sealed class FieldSet(string[] required, string[] optional)
{
    public IReadOnlyList<string> Required { get; } = required;

    public IReadOnlyList<string> All { get; } = [.. required, .. optional];
}
