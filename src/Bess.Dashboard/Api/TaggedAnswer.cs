using System.Security.Cryptography;

namespace Bess.Dashboard.Api;

/// <summary>A document with a tag of its content: who has it already is told so instead.</summary>
/// <param name="document">The document.</param>
/// <param name="tag">Its tag; null for one of its bytes.</param>
/// <param name="status">Code of the answer.</param>
internal sealed class TaggedAnswer(byte[] document, string? tag = null, int status = StatusCodes.Status200OK) : IResult, IStatusCodeHttpResult
{
    private const int TagBytes = 16;

    public int? StatusCode => status;

    public static string Quoted(string tag) => $"\"{tag}\"";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var quoted = Quoted(tag ?? Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, TagBytes)));
        var response = httpContext.Response;
        response.Headers.ETag = quoted;
        response.Headers.CacheControl = "private, no-cache";
        var isRead = HttpMethods.IsGet(httpContext.Request.Method) || HttpMethods.IsHead(httpContext.Request.Method);
        if (isRead && httpContext.Request.Headers.IfNoneMatch.Any(known => known is not null && (known == "*" || known.Contains(quoted, StringComparison.Ordinal))))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await new DocumentAnswer(status, document).ExecuteAsync(httpContext);
    }
}
