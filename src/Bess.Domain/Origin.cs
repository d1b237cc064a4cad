namespace Bess.Domain;

/// <summary>Where a setting came from: a file with line, or the command line; and the name it has there.</summary>
/// <param name="Location">For example <c>run.json: line 12</c> or <c>command line</c>.</param>
/// <param name="Field">For example <c>limits[0]</c> or <c>--limit</c>.</param>
public sealed record Origin(string Location, string Field)
{
    /// <summary>An option of a command.</summary>
    /// <param name="option">Its name.</param>
    public static Origin CommandLine(string option) => new("command line", option);

    /// <summary>A fault of the setting.</summary>
    /// <param name="expected">What was expected.</param>
    /// <param name="actual">What was found.</param>
    public Fault Fault(string expected, string actual) => new(Location, Field, expected, actual);
}
