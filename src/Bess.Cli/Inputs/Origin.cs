using Bess.Domain;

namespace Bess.Cli.Inputs;

/// <summary>Where a setting came from: a file with line, or the command line; and the name it has there.</summary>
/// <param name="Location">For example <c>run.json: line 12</c> or <c>command line</c>.</param>
/// <param name="Field">For example <c>limits[0]</c> or <c>--limit</c>.</param>
internal sealed record Origin(string Location, string Field)
{
    public static Origin CommandLine(string option) => new("command line", option);

    public Fault Fault(string expected, string actual) => new(Location, Field, expected, actual);
}
