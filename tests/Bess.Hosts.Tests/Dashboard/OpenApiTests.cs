using System.Text;
using System.Text.Json;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Remote.Keys;
using Bess.Dashboard.Security;
using Bess.Hosts.Tests.Backtests;
using Bess.Hosts.Tests.Dashboard.Backtests;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Server.Documents;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>The description of the API says what the API does: the same routes and roles, and documents of the form that is described.</summary>
public sealed class OpenApiTests
{
    private const string Prefix = "/api/v1";

    [Fact]
    public async Task Paths_WithTheirRoles_AreTheRoutes()
    {
        await using var server = await DashboardServer.StartAsync();
        var routes = server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<DoorRule>() is not null)
            .Select(route => $"{route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {route.RoutePattern.RawText![Prefix.Length..]}: {Roles(route)}");
        var described = from path in (await DescriptionAsync(server)).GetProperty("paths").EnumerateObject()
                        from operation in path.Value.EnumerateObject()
                        select $"{operation.Name.ToUpperInvariant()} {path.Name}: {string.Join(' ', operation.Value.GetProperty("x-bess-roles").EnumerateArray())}";
        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_OfARoundAndAFleet_HaveTheFormThatIsDescribed()
    {
        await using var server = await DashboardServer.StartAsync();
        var description = await DescriptionAsync(server);
        var order = BadOrders.Good();
        await HasFormAsync(server, description, "POST", "/rounds/check", "order-check", "{}");
        await HasFormAsync(server, description, "POST", "/rounds", "round", Encoding.UTF8.GetString(RoundOrderDocument.Write(order)));
        await DashboardServer.EndOfAsync(server, "good");
        await server.CallAsync("POST", Prefix + "/powerplants/pair/members", "operator", FleetFile.ToJson(order.Fleet!));
        var agent = order.Fleet!.Members[0].Battery.Id;
        await HasFormAsync(server, description, "PUT", "/prices/two", "price-coverage", Encoding.UTF8.GetString(ScenarioSetDocument.Write(order.Scenarios)));
        await server.CallAsync("PUT", Prefix + "/prices/day", "operator", "timestamp_utc,x_eur_per_mwh\n2026-03-09T23:00:00Z,1\n2026-03-10T00:00:00Z,\n"u8.ToArray(), "text/csv");
        foreach (var (path, schema) in new[]
        {
            ("/health", "health"), ("/session", "session"), ("/orders", "orders"), ("/orders/vpp-50", "round-order"), ("/rounds", "round-list"), ("/rounds/good", "round"),
            ("/rounds/good/order", "round-order"), ("/rounds/good/result", "round-result"), ("/powerplants", "powerplants"), ("/powerplants/pair/rounds", "rounds"),
            ("/powerplants/pair/members", "roster"), ($"/powerplants/pair/members/{agent}/schedule", "committed-schedule"), ("/rounds/none", "problem"),
            ($"/rounds/good/batteries/{agent}/plan", "battery-plan"), ($"/rounds/good/batteries/{agent}/reasons?opposites=0", "battery-reasons"), ("/prices", "price-list"), ("/prices/two", "price-coverage"), ("/prices/day", "price-coverage"),
            ("/prices/two/file?format=json", "scenarios-document"), ("/prices/day/file?format=json", "price-series"),
            ("/rounds?limit=0", "problem"),
        })
        {
            await HasFormAsync(server, description, "GET", path, schema);
        }

        foreach (var line in (await server.CallAsync("GET", Prefix + "/rounds/good/events", "viewer")).Text.TrimEnd('\n').Split('\n'))
            Assert.Empty(Faults(description, "round-event", JsonDocument.Parse(line).RootElement));
    }

    [Fact]
    public async Task Answers_OfABacktest_HaveTheFormThatIsDescribed()
    {
        using var market = SmallMarket.Make();
        await using var server = await BacktestServer.StartAsync(market, withSamples: true);
        var description = await DescriptionAsync(server);
        await HasFormAsync(server, description, "POST", "/backtests/check", "backtest-check", "{}");
        var id = await BacktestServer.DoneAsync(server, BacktestServer.Order());
        foreach (var (path, schema) in new[]
        {
            ("/markets", "markets"), ("/backtests", "backtest-list"), ($"/backtests/{id}", "backtest-run"), ($"/backtests/{id}/result", "backtest"),
            ($"/backtests/{id}/days", "backtest-days"), ($"/backtests/{id}/steps?day=2025-01-21", "backtest-steps"), ("/backtests/none", "problem"),
        })
        {
            await HasFormAsync(server, description, "GET", path, schema);
        }

        foreach (var happened in await BacktestServer.EventsAsync(server, id))
            Assert.Empty(Faults(description, "backtest-event", happened));
    }

    [Fact]
    public async Task Form_OfAnotherDocument_IsTold()
    {
        await using var server = await DashboardServer.StartAsync();
        var faults = Faults(await DescriptionAsync(server), "session", JsonDocument.Parse("""{"kind":"x","schemaVersion":1,"name":1,"role":"king","open":true,"more":1}""").RootElement);
        Assert.Equal(["/backtests", "/batteryPlans", "/kind", "/listsEverything", "/more", "/name", "/prices", "/role"], faults.Order(StringComparer.Ordinal));
    }

    private static string Roles(RouteEndpoint route) => string.Join(' ', route.Metadata.GetMetadata<DoorRule>()!.Roles.Select(ApiKeyFile.NameOf));

    private static async Task<JsonElement> DescriptionAsync(TestServer server)
    {
        var answer = await server.CallAsync("GET", Prefix + "/openapi.json", null);
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("3.1", answer.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        return answer.Json;
    }

    private static async Task HasFormAsync(TestServer server, JsonElement description, string method, string path, string schema, string? body = null)
    {
        var answer = await server.CallAsync(method, Prefix + path, "operator", body is null ? null : Encoding.UTF8.GetBytes(body));
        var faults = Faults(description, schema, answer.Json).ToArray();
        Assert.True(faults.Length == 0, $"{path} is not a {schema} at {string.Join(", ", faults.Take(5))}: {answer.Text[..Math.Min(500, answer.Text.Length)]}");
    }

    private static List<string> Faults(JsonElement description, string schema, JsonElement value)
    {
        var schemas = description.GetProperty("components").GetProperty("schemas");
        var faults = new List<string>();
        new SchemaCheck(schemas).Check(schemas.GetProperty(schema), value, "", faults);
        return faults;
    }
}
