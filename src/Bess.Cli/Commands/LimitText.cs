using System.Globalization;
using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Domain.Assets;

namespace Bess.Cli.Commands;

/// <summary>Reads <c>GROUP=LOWER..UPPER</c>; without a group, <c>=LOWER..UPPER</c> or <c>LOWER..UPPER</c>.</summary>
internal static class LimitText
{
    public const string Rule = "GROUP=LOWER..UPPER in MW, such as feeder-a=-5..5, or -5..5 for the whole fleet";

    /// <summary>The limit, or null when the text is not one; that the ends are in order is checked with the other inputs.</summary>
    public static LimitSource? TryParse(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        var ends = text[(cut + 1)..].Split("..");
        var group = cut > 0 ? text[..cut] : null;
        return ends.Length == 2 && Number(ends[0]) is { } lower && Number(ends[1]) is { } upper
            && (group is null || AgentId.IsValid(group))
            ? new LimitSource(Origin.CommandLine("--limit"), group, lower, upper)
            : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
