using Bess.Coordination.Desk;
using Bess.Dashboard.Api;

namespace Bess.Dashboard;

/// <summary>The server of one process: API over an in-process desk.</summary>
internal static class DashboardHost
{
    public static WebApplication Create(DashboardSettings settings, Action<BessApiOptions>? configure = null)
    {
        Directory.CreateDirectory(settings.Folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IRoundDesk>(_ => new LocalRoundDesk(Path.Combine(settings.Folder, "powerplants"), threads: settings.Threads));
        builder.Services.AddBessApi(options =>
        {
            options.KeyFile = settings.KeyFile;
            options.AuditFile = settings.AuditFile;
            options.Open = settings.Open;
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapBessApi();
        app.MapFallback(() => (IResult)Problem.NotFound("such address"));
        return app;
    }
}
