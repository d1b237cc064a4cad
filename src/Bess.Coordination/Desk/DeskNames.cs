using Bess.Domain.Assets;

namespace Bess.Coordination.Desk;

/// <summary>What rounds and power plants may be called at a desk: their names are parts of addresses, keys and files.</summary>
public static class DeskNames
{
    private const int LongestPowerPlant = 128;

    /// <summary>The rule of round identities, in words.</summary>
    public const string RoundIdRule = "1-64 characters of A-Z a-z 0-9 . _ - that are not only dots";

    /// <summary>The rule of power plants' names, in words.</summary>
    public const string PowerPlantRule = "1-128 characters that are not only blanks or dots, without / (nor %2F) \\ and control characters";

    /// <summary>Whether a text may be the identity of a round.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <returns>Whether it may.</returns>
    public static bool IsRoundId(string? text) => AgentId.IsValid(text) && text!.Any(c => c != '.');

    /// <summary>Whether a text may be the name of a power plant.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <returns>Whether it may.</returns>
    public static bool IsPowerPlant(string? text) =>
        text is { Length: >= 1 and <= LongestPowerPlant }
        && text.Any(c => c != '.' && !char.IsWhiteSpace(c))
        && !text.Any(c => c is '/' or '\\' || char.IsControl(c) || char.IsSurrogate(c))
        // A slash that servers leave escaped in an address.
        && !text.Contains("%2F", StringComparison.OrdinalIgnoreCase);
}
