using Bess.Dashboard.Api;
using Bess.Dashboard.Orders;
using Bess.Dashboard.Pages;
using Bess.Dashboard.Security;
using Bess.Dashboard.Streaming;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bess.Dashboard;

/// <summary>Mounts the HTTP API of a round desk in any ASP.NET host. The host registers the <see cref="Coordination.Desk.IRoundDesk"/>, and <see cref="BessFolders"/> where it keeps prices and runs backtests.</summary>
public static class BessApi
{
    /// <summary>Where the API lies.</summary>
    public const string Prefix = "/api/v1";

    /// <summary>Adds what the API needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; an audit file is required.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddBessApi(this IServiceCollection services, Action<BessApiOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<BessApiOptions>().Configure(configure)
            .Validate(options => options.AuditFile.Length > 0, "BessApiOptions.AuditFile: expected a file, was empty")
            .Validate(options => options is { CallsPerSecond: >= 1, CallsAtOnce: >= 1 }, "BessApiOptions.CallsPerSecond, CallsAtOnce: expected numbers >= 1")
            .Validate(options => options.Heartbeat > TimeSpan.Zero, "BessApiOptions.Heartbeat: expected a time > 0")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ApiGuards>();
        services.TryAddSingleton<OrderShelf>();
        services.TryAddSingleton<StreamPace>();
        services.TryAddSingleton<ReasonQueue>();
        services.AddHealthChecks();
        return services;
    }

    /// <summary>Maps the pages at the root: they speak to the API under <see cref="Prefix"/> of the same host.</summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>The group, for conventions of the host's own.</returns>
    public static RouteGroupBuilder MapBessPages(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var group = endpoints.MapGroup("");
        PageEndpoints.Map(group, PageFiles.Embedded());
        return group;
    }

    /// <summary>Maps the endpoints below <see cref="Prefix"/>; every other path there is answered with a problem.</summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>The group, for conventions of the host's own.</returns>
    public static RouteGroupBuilder MapBessApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var group = endpoints.MapGroup(Prefix);
        var api = new ApiGroup(group);
        SessionEndpoints.Map(api);
        OrderEndpoints.Map(api);
        ListEndpoints.Map(api);
        RoundEndpoints.Map(api);
        DownloadEndpoints.Map(api);
        PlanEndpoints.Map(api);
        ReasonEndpoints.Map(api);
        PriceEndpoints.Map(api);
        PowerPlantEndpoints.Map(api);
        AdmissionEndpoints.Map(api);
        RoundReportEndpoint.Map(api);
        MarketEndpoints.Map(api);
        BacktestEndpoints.Map(api);
        HealthEndpoints.Map(api);
        OpenApiEndpoint.Map(api);
        group.MapFallback("{*path}", () => (IResult)Problem.NotFound("such address"));
        return group;
    }
}
