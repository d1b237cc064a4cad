namespace Bess.Dashboard.Security;

/// <summary>What every answer says to browsers.</summary>
internal static class SecurityHeaders
{
    // Scripts and styles of this server only, none within a page; nothing may frame it, send a form or change its base.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For data.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        SetCommon(headers);
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
    }

    /// <summary>For pages and what they load.</summary>
    public static void SetForPages(IHeaderDictionary headers)
    {
        SetCommon(headers);
        headers.ContentSecurityPolicy = PagePolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }

    /// <summary>For reports: a page that carries its style and no script.</summary>
    public static void SetForReports(IHeaderDictionary headers)
    {
        SetCommon(headers);
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
    }

    private static void SetCommon(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
