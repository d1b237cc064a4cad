using System.Diagnostics.CodeAnalysis;

namespace Bess.Domain.Series;

/// <summary>What a market series is of: a zone and a name that ends in its unit, for example <c>DE_LU/day_ahead_eur_per_mwh</c>.</summary>
/// <remarks>Equality is by both texts; immutable and thread-safe. Both are safe as names of files and columns.</remarks>
public sealed record SeriesId
{
    /// <summary>Creates an identity.</summary>
    /// <param name="zone">Area, such as <c>DE_LU</c> or <c>SE3</c>; letters, digits and underscores.</param>
    /// <param name="name">Quantity and unit, such as <c>load_forecast_da_mw</c>; lower-case letters, digits and underscores.</param>
    /// <exception cref="ArgumentException">When one of them has other characters or is empty.</exception>
    public SeriesId(string zone, string name)
    {
        if (!IsZone(zone))
            throw new ArgumentException($"Expected letters, digits and underscores, was '{zone}'.", nameof(zone));
        if (!IsName(name))
            throw new ArgumentException($"Expected lower-case letters, digits and underscores, was '{name}'.", nameof(name));
        Zone = zone;
        Name = name;
    }

    /// <summary>Area.</summary>
    public string Zone { get; }

    /// <summary>Quantity and unit.</summary>
    public string Name { get; }

    /// <summary>Reads <c>ZONE/name</c>.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="id">The identity, or null.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SeriesId? id)
    {
        var parts = (text ?? "").Split('/');
        id = parts.Length == 2 && IsZone(parts[0]) && IsName(parts[1]) ? new SeriesId(parts[0], parts[1]) : null;
        return id is not null;
    }

    /// <summary><c>ZONE/name</c>.</summary>
    public override string ToString() => $"{Zone}/{Name}";

    private static bool IsZone(string? text) => text is { Length: > 0 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool IsName(string? text) => text is { Length: > 0 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
