namespace Bess.Dashboard.Api;

/// <summary>The description of the API for machines: openapi.json of this project, which a test holds against the routes and their answers.</summary>
internal static class OpenApiEndpoint
{
    private const string Name = "openapi.json";
    private static readonly Lazy<byte[]> Document = new(Read);

    public static void Map(ApiGroup api) => api.Map("GET", "/" + Name, Doors.NoKey, () => new TaggedAnswer(Document.Value));

    private static byte[] Read()
    {
        using var stream = typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"Expected the resource {Name}, found none.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
