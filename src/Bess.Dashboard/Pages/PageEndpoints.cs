using Bess.Dashboard.Security;

namespace Bess.Dashboard.Pages;

/// <summary>The pages: one document at the root, and the files that it loads. Nothing in them is secret; all data comes through the API.</summary>
internal static class PageEndpoints
{
    private const string Missing =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bess: the pages were not built</title></head>
        <body>
        <h1>The pages were not built</h1>
        <p>This server was built on a machine without Node.js, or where the packages of the pages could not be fetched. Everything else works:
        the API lies at <a href="api/v1/health">/api/v1</a>.</p>
        <p>What is missing: Node.js 20.19 or later with npm on the path. Then build again (<code>dotnet build src/Bess.Dashboard</code>);
        the guide is docs/guides/dashboard.md.</p>
        </body>
        </html>
        """;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder endpoints, PageFiles files)
    {
        endpoints.MapMethods("/", Reading, () => files.Find(PageFiles.Start) is { } start ? (IResult)new PageAnswer(start, isNamedByContent: false) : new MissingPages());
        foreach (var name in files.Names.Where(name => name != PageFiles.Start))
        {
            var answer = new PageAnswer(files.Find(name)!, isNamedByContent: name.StartsWith("assets/", StringComparison.Ordinal));
            endpoints.MapMethods("/" + name, Reading, () => (IResult)answer);
        }
    }

    private sealed class MissingPages : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            SecurityHeaders.SetForPages(httpContext.Response.Headers);
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            await httpContext.Response.WriteAsync(Missing, httpContext.RequestAborted);
        }
    }
}
