using Bess.Dashboard;
using Bess.Silo.Settings;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Bess.Silo.Hosting;

/// <summary>Puts the parts of a silo together.</summary>
internal static class SiloHost
{
    public static WebApplication Create(SiloSettings settings)
    {
        var hasApi = settings.Cluster.Role != SiloRole.Prosumer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Http.Url.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Bess", LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        Storage.Add(builder.Services, settings);
        builder.UseOrleans(silo =>
        {
            Clustering.Configure(silo, settings.Cluster);
            Roles.Configure(silo, settings);
        });
        Roles.AddServices(builder.Services, settings);
        AddHealth(builder.Services, settings.Cluster);
        if (hasApi)
            AddApi(builder.Services, settings.Http);
        var app = builder.Build();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        if (hasApi)
            app.MapBessApi();
        return app;
    }

    private static void AddHealth(IServiceCollection services, ClusterSettings settings)
    {
        var checks = services.AddHealthChecks().AddCheck<SiloHealth>("silo");
        if (settings.Role == SiloRole.Dashboard)
            checks.AddCheck<CoordinatorHealth>("coordinators");
        if (settings.Clustering == ClusteringKind.PostgreSql)
            checks.AddCheck<DatabaseHealth>("database");
    }

    private static void AddApi(IServiceCollection services, HttpSettings settings) => services.AddBessApi(options =>
    {
        options.KeyFile = settings.ApiKeysFile;
        options.AuditFile = settings.AuditLogFile;
        options.Open = settings.ApiKeysFile is null;
    });
}
