using Bess.Dashboard;
using Bess.Grains;
using Bess.Silo.Settings;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Bess.Silo.Hosting;

/// <summary>Puts the parts of a silo together.</summary>
internal static class SiloHost
{
    public static WebApplication Create(SiloSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Http.Url.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Bess", LogLevel.Information);
        builder.UseOrleans(silo => Clustering.Configure(silo, settings.Cluster));
        builder.Services.AddHealthChecks().AddCheck<SiloHealth>("silo");
        Storage.Add(builder.Services, settings);
        builder.Services.AddBessBatteries().AddBessCoordination();
        builder.Services.AddBessApi(options =>
        {
            options.KeyFile = settings.Http.ApiKeysFile;
            options.AuditFile = settings.Http.AuditLogFile;
            options.Open = settings.Http.ApiKeysFile is null;
        });
        var app = builder.Build();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapBessApi();
        return app;
    }
}
