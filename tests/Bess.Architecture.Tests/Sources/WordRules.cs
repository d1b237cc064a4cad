using System.Text.RegularExpressions;

namespace Bess.Architecture.Tests.Sources;

/// <summary>Words that a project must not know.</summary>
internal static partial class WordRules
{
    /// <summary>Words of energy; "price" is not among them, because multipliers are prices in mathematics too.</summary>
    public static readonly string[] Energy =
    [
        "battery", "batteries", "charge", "discharge", "energy", "electricity", "grid", "megawatt", "mw", "mwh", "kwh", "dispatch",
        "soc", "storage", "scenario", "scenarios", "market", "tariff", "feeder", "substation", "eur",
    ];

    /// <summary>Names and strings with one of the words in them.</summary>
    public static IEnumerable<string> Uses(IEnumerable<SourceFile> files, string[] words) =>
        from file in files
        from token in file.Tokens
        where token.Kind is TokenKind.Word or TokenKind.Text
        from part in Parts(token.Text)
        where words.Contains(part)
        select $"{file.Path}:{token.Line}: '{part}' in {token.Text}";

    /// <summary>minimumEnergyMwh → minimum, energy, mwh.</summary>
    public static IEnumerable<string> Parts(string name) => Part().Matches(name).Select(part => part.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Part();
}
