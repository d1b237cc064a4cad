using Bess.Dashboard.Security;

namespace Bess.Dashboard.Api;

/// <summary>The routes below /api/v1, each behind its door.</summary>
internal sealed class ApiGroup(RouteGroupBuilder group)
{
    public void Map(string method, string pattern, DoorRule rule, Delegate handler) => group
        .MapMethods(pattern, [method], handler)
        .WithMetadata(rule)
        .AddEndpointFilterFactory((_, next) =>
        {
            Door? door = null;
            return context =>
            {
                var services = context.HttpContext.RequestServices;
                door ??= ActivatorUtilities.CreateInstance<Door>(services, rule);
                return door.InvokeAsync(context, next);
            };
        });
}
