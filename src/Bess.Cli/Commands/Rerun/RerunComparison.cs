namespace Bess.Cli.Commands.Rerun;

/// <summary>Whether a repeated run did the same.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Differences">What differs, in words; empty when nothing does.</param>
internal sealed record RerunComparison(string RoundId, IReadOnlyList<string> Differences)
{
    public bool Identical => Differences.Count == 0;
}
