using System.Reflection;
using System.Security.Cryptography;

namespace Bess.Dashboard.Pages;

/// <summary>The pages that were built into this assembly; none where there was no Node.</summary>
internal sealed class PageFiles
{
    public const string Start = "index.html";
    private const string Folder = "web/";
    private const string BrotliEnding = ".br";
    private const string GzipEnding = ".gz";
    private const int TagBytes = 16;

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json",
    };

    private readonly Dictionary<string, PageFile> _files;

    private PageFiles(Dictionary<string, PageFile> files) => _files = files;

    public bool AreThere => _files.ContainsKey(Start);

    public IEnumerable<string> Names => _files.Keys;

    public PageFile? Find(string name) => _files.GetValueOrDefault(name);

    public static PageFiles Embedded()
    {
        var assembly = typeof(PageFiles).Assembly;
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var path = resource.Replace('\\', '/');
            if (!path.StartsWith(Folder, StringComparison.Ordinal) || !path.EndsWith(BrotliEnding, StringComparison.Ordinal))
                continue;
            var name = path[Folder.Length..^BrotliEnding.Length];
            var brotli = Read(assembly, resource);
            var gzip = Read(assembly, resource[..^BrotliEnding.Length] + GzipEnding);
            var tag = Convert.ToHexStringLower(SHA256.HashData(brotli).AsSpan(0, TagBytes));
            files[name] = new PageFile(Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream"), $"\"{tag}", brotli, gzip);
        }

        return new PageFiles(files);
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"Expected the resource {resource}, found none.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
