using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bess.Architecture.Tests.Housekeeping;

/// <summary>The solution holds every project; every package says why it is there.</summary>
internal static partial class SolutionRules
{
    public static IEnumerable<string> Difference(string solution, IEnumerable<string> projectFiles)
    {
        var listed = ProjectLine().Matches(solution).Select(match => match.Groups[1].Value.Replace('\\', '/')).ToHashSet();
        var found = projectFiles.ToHashSet();
        return found.Except(listed).Select(file => $"{file} is not in the solution")
            .Concat(listed.Except(found).Select(file => $"the solution lists {file}, which is not there"));
    }

    /// <summary>A comment stands above each package or above the run of packages that it belongs to.</summary>
    public static IEnumerable<string> UnexplainedPackages(string packagesProps)
    {
        foreach (var package in XDocument.Parse(packagesProps).Descendants("PackageVersion"))
        {
            var before = package.NodesBeforeSelf().Reverse()
                .FirstOrDefault(node => node is XComment || (node is XElement element && element.Name != "PackageVersion"));
            if (before is not XComment { Value: var reason } || !Letter().IsMatch(reason))
                yield return $"{Name(package)} has no comment that says why it is there";
        }
    }

    public static IEnumerable<string> UnusedPackages(string packagesProps, IEnumerable<string> projectTexts)
    {
        var used = projectTexts.SelectMany(text => XDocument.Parse(text).Descendants("PackageReference")).Select(Name).ToHashSet();
        return XDocument.Parse(packagesProps).Descendants("PackageVersion").Select(Name).Where(name => !used.Contains(name))
            .Select(name => $"{name} is not used by any project");
    }

    private static string Name(XElement package) => (string?)package.Attribute("Include") ?? "?";

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectLine();

    [GeneratedRegex("[a-z]{3}")]
    private static partial Regex Letter();
}
