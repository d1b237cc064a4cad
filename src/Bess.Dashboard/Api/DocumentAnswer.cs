namespace Bess.Dashboard.Api;

/// <summary>An answer that is a document, or nothing but its code.</summary>
internal sealed class DocumentAnswer(int status, byte[]? document = null, string? location = null) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    public static DocumentAnswer Done() => new(StatusCodes.Status204NoContent);

    public static DocumentAnswer Of(byte[] document) => new(StatusCodes.Status200OK, document);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        if (location is not null)
            response.Headers.Location = location;
        if (document is null)
            return;
        response.ContentType = "application/json";
        response.ContentLength = document.Length;
        await response.Body.WriteAsync(document, httpContext.RequestAborted);
    }
}
