using System.Globalization;
using System.IO.Compression;
using Bess.Dashboard.Security;

namespace Bess.Dashboard.Pages;

/// <summary>Sends a file of the pages in the encoding that the browser likes best, or says that it has it already.</summary>
/// <param name="file">The file.</param>
/// <param name="isNamedByContent">Whether its name changes with its content, so that it may be kept for ever.</param>
internal sealed class PageAnswer(PageFile file, bool isNamedByContent) : IResult
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        SecurityHeaders.SetForPages(response.Headers);
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.CacheControl = isNamedByContent ? Forever : AskAgain;
        var encoding = EncodingFor(httpContext.Request);
        var tag = file.ETag + (encoding is null ? "-i\"" : $"-{encoding[0]}\"");
        response.Headers.ETag = tag;
        if (httpContext.Request.Headers.IfNoneMatch.Any(known => known is not null && (known == "*" || known.Contains(tag, StringComparison.Ordinal))))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var bytes = encoding switch
        {
            "br" => file.Brotli,
            "gzip" => file.Gzip,
            _ => await UnpackAsync(httpContext.RequestAborted),
        };
        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private static string? EncodingFor(HttpRequest request)
    {
        var wanted = request.Headers.AcceptEncoding.ToString().Split(',').Select(part => part.Split(';', StringSplitOptions.TrimEntries)).Where(part => !IsRefused(part))
            .Select(part => part[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return wanted.Contains("br") ? "br" : wanted.Contains("gzip") ? "gzip" : null;
    }

    // "br;q=0" means anything but that.
    private static bool IsRefused(string[] part) => part.Skip(1).Any(one =>
        one.StartsWith("q=", StringComparison.OrdinalIgnoreCase) && double.TryParse(one.AsSpan(2), NumberStyles.Float, CultureInfo.InvariantCulture, out var quality) && quality == 0);

    private async Task<byte[]> UnpackAsync(CancellationToken cancellationToken)
    {
        using var plain = new MemoryStream();
        using var packed = new MemoryStream(file.Gzip);
        await using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        await gzip.CopyToAsync(plain, cancellationToken);
        return plain.ToArray();
    }
}
