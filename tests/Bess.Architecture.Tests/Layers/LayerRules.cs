namespace Bess.Architecture.Tests.Layers;

/// <summary>The rules of <see cref="LayerTable"/> as functions from what was found to what is wrong with it.</summary>
internal static class LayerRules
{
    private const string WebFramework = "Microsoft.AspNetCore.App";

    public static IEnumerable<string> UnknownProjects(IEnumerable<ProjectFile> projects) =>
        from project in projects
        let known = project.Folder == "src" ? LayerTable.Projects.ContainsKey(project.Name) : LayerTable.TestProjects.ContainsKey(project.Name)
        where !known
        select $"{project.Folder}/{project.Name} is not in the layer table: give it a level and its arrows there first";

    public static IEnumerable<string> MissingProjects(IEnumerable<ProjectFile> projects) =>
        LayerTable.Projects.Keys.Concat(LayerTable.TestProjects.Keys)
            .Except(projects.Select(project => project.Name))
            .Select(name => $"{name} is in the layer table and has no project file");

    public static IEnumerable<string> ProjectReferences(IEnumerable<ProjectFile> projects) =>
        from project in Sources(projects)
        from reference in project.Projects
        where !LayerTable.Projects[project.Name].Projects.Contains(reference)
        select $"{project.Name} must not reference {reference}";

    public static IEnumerable<string> PackageReferences(IEnumerable<ProjectFile> projects) =>
        from project in projects
        let allowed = LayerTable.Projects.TryGetValue(project.Name, out var layer)
            ? layer.Packages
            : LayerTable.TestProjects.GetValueOrDefault(project.Name, [])
        from package in project.Packages
        where !allowed.Contains(package)
        select $"{project.Name} must not reference the package {package}";

    /// <summary>The arrows of the table itself: upwards or in a circle they would allow anything.</summary>
    public static IEnumerable<string> Levels(IReadOnlyDictionary<string, Layer> table) =>
        from project in table
        from reference in project.Value.Projects
        where table[reference].Level >= project.Value.Level
        select $"{project.Key} (level {project.Value.Level}) must not point to {reference} (level {table[reference].Level})";

    public static IEnumerable<string> CompiledReferences(IEnumerable<CompiledAssembly> assemblies) =>
        from assembly in assemblies
        from reference in assembly.References
        where reference.StartsWith("Bess.", StringComparison.Ordinal) || reference == "bess"
        where !LayerTable.Projects[assembly.Project].Projects.Contains(reference)
        select $"{assembly.Project}: the compiled code uses {reference}";

    public static IEnumerable<string> CompiledPackages(IEnumerable<CompiledAssembly> assemblies) =>
        from assembly in assemblies
        from reference in assembly.References
        where !IsPlatform(reference) && !reference.StartsWith("Bess.", StringComparison.Ordinal)
        where !IsAllowed(LayerTable.Projects[assembly.Project], reference)
        select $"{assembly.Project}: the compiled code uses the package {reference}";

    public static IEnumerable<string> BannedTypes(IEnumerable<CompiledAssembly> assemblies) =>
        from assembly in assemblies
        from banned in LayerTable.Projects[assembly.Project].BannedTypes
        from type in assembly.Types
        where type.StartsWith(banned, StringComparison.Ordinal)
        select $"{assembly.Project}: the compiled code uses {type}";

    /// <summary>Orleans and ASP.NET stay in the cluster ring, whatever the way they are pulled in.</summary>
    public static IEnumerable<string> Ring(IEnumerable<ProjectFile> projects, IEnumerable<CompiledAssembly> assemblies)
    {
        var named = projects.SelectMany(project => project.Packages.Append(project.Sdk).Select(name => (project.Name, Reference: name)));
        var compiled = assemblies.SelectMany(assembly => assembly.References.Select(name => (Name: assembly.Project, Reference: name)));
        return from use in named.Concat(compiled)
               where use.Reference == "Microsoft.NET.Sdk.Web" || LayerTable.RingOnly.Any(ring => use.Reference.StartsWith(ring, StringComparison.Ordinal))
               where !(LayerTable.WebHosts.Contains(use.Name) && IsWeb(use.Reference))
               where !(LayerTable.Ring.Contains(use.Name) && !IsWeb(use.Reference))
               select $"{use.Name} must not use {use.Reference}: it belongs to the cluster ring";
    }

    private static IEnumerable<ProjectFile> Sources(IEnumerable<ProjectFile> projects) =>
        projects.Where(project => LayerTable.Projects.ContainsKey(project.Name));

    private static bool IsWeb(string reference) =>
        reference == "Microsoft.NET.Sdk.Web" || reference.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    /// <summary>The web framework is one package of many assemblies, and so is the distributed runtime, which brings hosting, logging and options.</summary>
    private static bool IsAllowed(Layer layer, string assembly) =>
        layer.Packages.Contains(assembly)
        || (layer.Packages.Any(package => package.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal))
            && (assembly.StartsWith("Orleans.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)))
        || (layer.Packages.Contains(WebFramework)
            && (assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)));

    private static bool IsPlatform(string assembly) =>
        assembly is "netstandard" or "mscorlib" or "System"
        || (assembly.StartsWith("System.", StringComparison.Ordinal) && assembly is not "System.CommandLine" and not "System.Numerics.Tensors")
        || assembly.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)
        || assembly == "Microsoft.CSharp";
}
