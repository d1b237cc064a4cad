namespace Bess.Domain.Assets;

/// <summary>Name of one agent (a battery) within a fleet.</summary>
/// <remarks>
/// Invariant: 1–64 characters of A–Z, a–z, 0–9, dot, underscore and hyphen. Default: the empty name, which no battery accepts.
/// Equality and order are ordinal, case counts; immutable and thread-safe.
/// </remarks>
public readonly record struct AgentId : IComparable<AgentId>
{
    private readonly string? _value;

    /// <summary>Creates a name.</summary>
    /// <param name="value">1–64 characters of A–Z, a–z, 0–9, dot, underscore, hyphen.</param>
    /// <exception cref="ArgumentException">When it is anything else.</exception>
    public AgentId(string value)
    {
        if (!IsValid(value))
            throw new ArgumentException($"Expected {Rule}, was '{value}'.", nameof(value));
        _value = value;
    }

    internal const string Rule = "1-64 characters of A-Z a-z 0-9 . _ -";

    /// <summary>The name; empty only for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether a text would be accepted.</summary>
    /// <param name="value">The text; may be null.</param>
    /// <returns>Whether it is a name.</returns>
    public static bool IsValid(string? value) =>
        value is { Length: >= 1 and <= 64 } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <inheritdoc/>
    public int CompareTo(AgentId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether the left name sorts first.</summary>
    /// <param name="left">Left name.</param>
    /// <param name="right">Right name.</param>
    public static bool operator <(AgentId left, AgentId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the right name sorts first.</summary>
    /// <param name="left">Left name.</param>
    /// <param name="right">Right name.</param>
    public static bool operator >(AgentId left, AgentId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left name sorts first or equals.</summary>
    /// <param name="left">Left name.</param>
    /// <param name="right">Right name.</param>
    public static bool operator <=(AgentId left, AgentId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the right name sorts first or equals.</summary>
    /// <param name="left">Left name.</param>
    /// <param name="right">Right name.</param>
    public static bool operator >=(AgentId left, AgentId right) => left.CompareTo(right) >= 0;

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
