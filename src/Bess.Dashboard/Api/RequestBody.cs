using Microsoft.AspNetCore.Http.Features;

namespace Bess.Dashboard.Api;

/// <summary>Reads bodies whole, up to the limit.</summary>
internal static class RequestBody
{
    /// <summary>The bytes, or the problem with them.</summary>
    public static Task<(byte[]? Bytes, Problem? Problem)> ReadAsync(HttpContext http) => ReadAsync(http, isAnotherType: false, "application/json");

    /// <summary>The bytes, which may be of another type than JSON, or the problem with them.</summary>
    public static async Task<(byte[]? Bytes, Problem? Problem)> ReadAsync(HttpContext http, bool isAnotherType, string types)
    {
        if (!isAnotherType && !http.Request.HasJsonContentType())
            return (null, Problem.NoDocument(types));
        var isTooLong = http.Request.ContentLength > BessApiOptions.LongestBodyBytes;
        // Where the length is told the host may pass over the body, for some seconds, so that the caller gets to read the answer.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = isTooLong ? null : BessApiOptions.LongestBodyBytes;
        if (isTooLong)
            return (null, Problem.TooLong());
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is var count and > 0)
        {
            if (bytes.Length + count > BessApiOptions.LongestBodyBytes)
                return (null, Problem.TooLong());
            bytes.Write(buffer, 0, count);
        }

        return (bytes.ToArray(), null);
    }
}
