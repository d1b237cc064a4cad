using System.Xml.Linq;

namespace Bess.Architecture.Tests.Layers;

/// <summary>What a project file says about references.</summary>
/// <param name="Name">File name without ending.</param>
/// <param name="Folder">src or tests.</param>
/// <param name="Sdk">Value of the Sdk attribute.</param>
/// <param name="Projects">Names of referenced projects.</param>
/// <param name="Packages">Names of referenced packages and frameworks.</param>
internal sealed record ProjectFile(string Name, string Folder, string Sdk, string[] Projects, string[] Packages)
{
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Repository.FilesIn(string.Empty, ".csproj").Where(file => !file.StartsWith("samples/", StringComparison.Ordinal)).Select(Load)];

    public static ProjectFile Parse(string relativePath, string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(relativePath),
            relativePath.Split('/')[0],
            (string?)root.Attribute("Sdk") ?? string.Empty,
            [.. Includes(root, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. Includes(root, "PackageReference"), .. Includes(root, "FrameworkReference")]);
    }

    private static ProjectFile Load(string file) => Parse(file, Repository.Read(file));

    private static IEnumerable<string> Includes(XElement root, string element) =>
        root.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
