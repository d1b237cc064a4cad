using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Bess.Architecture.Tests.Layers;

/// <summary>What a compiled assembly mentions, read from its metadata without loading it.</summary>
/// <param name="Project">The project it was built from.</param>
/// <param name="References">Names of the assemblies it refers to; the compiler drops those that it does not use.</param>
/// <param name="Types">Full names of the types of other assemblies that its code mentions.</param>
internal sealed record CompiledAssembly(string Project, string[] References, string[] Types)
{
    public static CompiledAssembly Of(string project)
    {
        // The tool's assembly carries the name of the command.
        var file = project == "Bess.Cli" ? "bess" : project;
        return Read(project, Path.Combine(AppContext.BaseDirectory, file + ".dll"));
    }

    /// <summary>A project of the ring, if it was built here: these tests do not reference it, so that they pass where its packages are not to be had.</summary>
    public static CompiledAssembly? OfRing(string project)
    {
        var folder = new DirectoryInfo(Repository.Absolute($"src/{project}/bin"));
        var newest = folder.Exists
            ? folder.EnumerateFiles(project + ".dll", SearchOption.AllDirectories).Where(file => file.Directory!.Name != "ref").MaxBy(file => file.LastWriteTimeUtc)
            : null;
        return newest is null ? null : Read(project, newest.FullName);
    }

    public static CompiledAssembly Read(string project, string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return new CompiledAssembly(
            project,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")]);
    }
}
