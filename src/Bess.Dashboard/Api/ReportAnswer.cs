using Bess.Dashboard.Security;

namespace Bess.Dashboard.Api;

/// <summary>A report: one self-contained page without script.</summary>
internal sealed class ReportAnswer(byte[] page) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        SecurityHeaders.SetForReports(response.Headers);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        await response.Body.WriteAsync(page, httpContext.RequestAborted);
    }
}
