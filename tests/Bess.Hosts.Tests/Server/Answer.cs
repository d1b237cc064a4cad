using System.Text;
using System.Text.Json;

namespace Bess.Hosts.Tests.Server;

/// <summary>An answer of the server.</summary>
internal sealed class Answer(HttpResponseMessage response, byte[] body)
{
    public int Status { get; } = (int)response.StatusCode;

    public string? ContentType { get; } = response.Content.Headers.ContentType?.MediaType;

    public Uri? Location { get; } = response.Headers.Location;

    public IReadOnlyDictionary<string, string> Headers { get; } =
        response.Headers.Concat(response.Content.Headers).ToDictionary(pair => pair.Key, pair => string.Join(",", pair.Value), StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; } = body;

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string ProblemType => Json.GetProperty("type").GetString()!;

    public string[] Fields => [.. Json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()!).Distinct()];

    /// <summary>It is a problem of that status and type, in the form that all problems have.</summary>
    public void IsProblem(int status, string type)
    {
        Assert.True(Status == status, $"expected {status}, was {Status}: {Text}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal("urn:bess:problem:" + type, ProblemType);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEqual("", Json.GetProperty("title").GetString());
        Assert.NotEqual("", Json.GetProperty("detail").GetString());
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        Assert.Equal("nosniff", Headers["X-Content-Type-Options"]);
    }
}
