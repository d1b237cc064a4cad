using Bess.Backtesting.Desk;
using Bess.Coordination.Desk;
using Bess.Coordination.Desk.Prices;
using Bess.Coordination.Remote.Keys;
using Bess.Dashboard.Security;

namespace Bess.Dashboard.Api;

/// <summary>Who the caller is, and what this server can do: the first thing that a page asks.</summary>
internal static class SessionEndpoints
{
    public static void Map(ApiGroup api) => api.Map("GET", "/session", Doors.Everybody, Session);

    private static DocumentAnswer Session(HttpContext http, IRoundDesk desk, ApiGuards guards)
    {
        var caller = Caller.Of(http);
        return DocumentAnswer.Of(JsonDocumentOf.Kind("session", json =>
        {
            json.WriteString("name", caller.Name);
            json.WriteString("role", ApiKeyFile.NameOf(caller.Role));
            json.WriteBoolean("open", guards.IsOpen);
            json.WriteBoolean("listsEverything", desk is IDeskDirectory);
            json.WriteBoolean("batteryPlans", desk is IDeskDirectory { KnowsFleets: true });
            json.WriteBoolean("prices", http.RequestServices.GetService<PriceBook>() is not null);
            json.WriteBoolean("backtests", http.RequestServices.GetService<BacktestDesk>() is not null);
        }));
    }
}
