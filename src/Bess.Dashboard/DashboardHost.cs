using Bess.Coordination.Desk;
using Bess.Dashboard.Api;
using Bess.Dashboard.Security;

namespace Bess.Dashboard;

/// <summary>The server of one process: API and pages over an in-process desk.</summary>
internal static class DashboardHost
{
    public static WebApplication Create(DashboardSettings settings, Action<BessApiOptions>? configure = null)
    {
        Directory.CreateDirectory(settings.Folder);
        var keyOfThisRun = settings.NeedsKeyOfThisRun ? RunKey.Create(TimeProvider.System) : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IRoundDesk>(_ => new LocalRoundDesk(
            Path.Combine(settings.Folder, "powerplants"), threads: settings.Threads, roundFolder: Path.Combine(settings.Folder, "rounds")));
        new BessFolders(settings.Folder, settings.MarketFolder, settings.SamplesFolder).AddTo(builder.Services);
        builder.Services.AddBessApi(options =>
        {
            options.KeyFile = settings.KeyFile;
            options.AuditFile = settings.AuditFile;
            options.Open = settings.Open;
            options.OrderFolder = settings.OrderFolder;
            options.KeyOfThisRun = keyOfThisRun?.Record;
            configure?.Invoke(options);
        });
        if (keyOfThisRun is not null)
            builder.Services.AddSingleton(keyOfThisRun);
        var app = builder.Build();
        // At once: rounds that were cut off go on without anybody asking, and what is damaged is told at the start.
        _ = app.Services.GetRequiredService<IRoundDesk>();
        BessFolders.Open(app.Services);
        app.MapBessApi();
        app.MapBessPages();
        app.MapFallback("{*path}", () => (IResult)Problem.NotFound("such address"));
        return app;
    }
}
