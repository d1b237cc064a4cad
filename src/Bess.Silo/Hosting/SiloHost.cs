using Bess.Dashboard;
using Bess.Grains.Fleets;
using Bess.Silo.Catalog;
using Bess.Silo.Joining;
using Bess.Silo.Settings;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Bess.Silo.Hosting;

/// <summary>Puts the parts of a silo together.</summary>
internal static class SiloHost
{
    public static WebApplication Create(SiloSettings settings, IReadOnlyList<CatalogFleet> fleets)
    {
        var hasApi = settings.Cluster.Role != SiloRole.Prosumer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Http.Url.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Bess", LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
            .AddFilter("Orleans.Messaging", LogLevel.Critical); // One error with its trace for each call to a prosumer who is away; rounds say it once.
        Telemetry.AddLogs(builder.Logging, settings);
        Storage.Add(builder.Services, settings);
        builder.UseOrleans(silo =>
        {
            if (settings.OtlpEndpoint is not null)
                silo.AddActivityPropagation();
            Clustering.Configure(silo, settings.Cluster);
            Security.Configure(silo, settings.Cluster.Tls);
            Roles.Configure(silo, settings);
        });
        if (settings.Catalog.Orders is { } orders)
            builder.Services.AddSingleton<IRoundInputs>(provider => ActivatorUtilities.CreateInstance<FolderInputs>(provider, orders));
        Roles.AddServices(builder.Services, settings);
        if (fleets.Count > 0)
            builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<CatalogService>(provider, fleets));
        AddHealth(builder.Services, settings.Cluster);
        if (hasApi)
            AddApi(builder.Services, settings);
        var app = builder.Build();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        if (hasApi)
        {
            if (settings.Http.DataFolder is not null)
                BessFolders.Open(app.Services);
            app.MapBessApi();
            app.MapBessPages();
        }

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

    private static void AddApi(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Prosumers is { } prosumers)
            services.AddSingleton<IProsumerInvitations>(new ProsumerInvitations(settings.Cluster, prosumers));
        if (settings.Http is { DataFolder: { } data, MarketFolder: var market })
            new BessFolders(data, market, BessFolders.OwnSamples).AddTo(services);
        services.AddBessApi(options =>
        {
            options.OrderFolder = BessFolders.OwnOrders;
            options.KeyFile = settings.Http.ApiKeysFile;
            options.AuditFile = settings.Http.AuditLogFile;
            options.Open = settings.Http.ApiKeysFile is null;
        });
    }
}
