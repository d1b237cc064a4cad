using System.Globalization;
using Bess.Cli.Inputs;

namespace Bess.Cli.Runs;

/// <summary>Names runs that the user did not name.</summary>
internal static class RunName
{
    /// <summary>A path that does not exist yet: time of the start in UTC, name of the run, and a number when that is taken.</summary>
    public static string Free(string parent, RunSpecification specification, DateTimeOffset startedAt)
    {
        var name = specification.Name ?? Path.GetFileNameWithoutExtension(specification.FleetPath) ?? "run";
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        var stem = string.Create(CultureInfo.InvariantCulture, $"{startedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{(safe.Length > 40 ? safe[..40] : safe)}");
        var path = Path.Combine(parent, stem);
        for (var number = 2; Directory.Exists(path) || File.Exists(path); number++)
            path = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}"));
        return path;
    }
}
