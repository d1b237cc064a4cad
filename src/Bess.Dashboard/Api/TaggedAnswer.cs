using System.Security.Cryptography;

namespace Bess.Dashboard.Api;

/// <summary>A document with a tag of its content: who has it already is told so instead.</summary>
internal sealed class TaggedAnswer(byte[] document) : IResult, IStatusCodeHttpResult
{
    private const int TagBytes = 16;

    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, TagBytes))}\"";
        var response = httpContext.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        if (httpContext.Request.Headers.IfNoneMatch.Any(known => known is not null && (known == "*" || known.Contains(tag, StringComparison.Ordinal))))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await DocumentAnswer.Of(document).ExecuteAsync(httpContext);
    }
}
