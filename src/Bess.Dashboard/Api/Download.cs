using System.Text;

namespace Bess.Dashboard.Api;

/// <summary>A text that is saved as a file, written piece by piece.</summary>
/// <param name="contentType">Its type.</param>
/// <param name="fileName">A name made of A-Z a-z 0-9 . _ - only, so that it can be no path.</param>
/// <param name="pieces">The text.</param>
internal sealed class Download(string contentType, string fileName, IEnumerable<string> pieces) : IResult, IStatusCodeHttpResult
{
    private const int FlushEvery = 1 << 16;

    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType + "; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        var waiting = 0L;
        foreach (var piece in pieces)
        {
            waiting += Encoding.UTF8.GetBytes(piece, response.BodyWriter);
            if (waiting < FlushEvery)
                continue;
            waiting = 0;
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }
}
