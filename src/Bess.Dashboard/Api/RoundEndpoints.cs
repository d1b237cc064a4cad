using Bess.Coordination.Desk;
using Bess.Coordination.Desk.Prices;
using Bess.Coordination.Remote.Documents;
using Bess.Dashboard.Security;
using Bess.Dashboard.Streaming;
using Microsoft.Extensions.Options;

namespace Bess.Dashboard.Api;

/// <summary>Launching, following, cancelling and reading rounds.</summary>
internal static class RoundEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map("POST", "/rounds", Doors.Operators, LaunchAsync);
        api.Map("GET", "/rounds/{id}", Doors.Everybody, ViewAsync);
        api.Map("GET", "/rounds/{id}/events", Doors.Readers, FollowAsync);
        api.Map("POST", "/rounds/{id}/cancel", Doors.Operators, CancelAsync);
        api.Map("GET", "/rounds/{id}/result", Doors.Readers, ResultAsync);
        api.Map("GET", "/powerplants/{name}/rounds", Doors.Everybody, ListAsync);
    }

    private static async Task<IResult> LaunchAsync(HttpContext http, IRoundDesk desk)
    {
        var (body, problem) = await RequestBody.ReadAsync(http);
        if (body is null)
            return problem!;
        var order = RoundOrderDocument.Read(body, http.RequestServices.GetService<PriceBook>());
        if (!order.TryGet(out var good))
            return Problem.Of(order.Faults);
        if (good.Id is null && IdempotencyKey.IdOf(http) is { } sameId)
            good = good with { Id = sameId };
        var launch = await desk.LaunchAsync(good, Caller.Of(http).Name, http.RequestAborted);
        Door.Note(http, launch.RoundId ?? launch.Running?.Id);
        if (launch.Running is { } running)
            return Problem.IsRunning(running);
        if (launch.RoundId is not { } id)
            return Problem.Of(launch.Faults);
        var view = await desk.RoundAsync(id, http.RequestAborted);
        return new DocumentAnswer(StatusCodes.Status202Accepted, view is null ? null : RoundViewDocument.Write(view), $"{http.Request.PathBase}{http.Request.Path}/{id}");
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IRoundDesk desk, string id) =>
        await desk.RoundAsync(id, http.RequestAborted) is { } view ? DocumentAnswer.Of(RoundViewDocument.Write(view)) : Unknown(id);

    private static async Task<IResult> FollowAsync(
        HttpContext http, IRoundDesk desk, IOptions<BessApiOptions> options, IHostApplicationLifetime lifetime, StreamPace pace, TimeProvider clock, string id)
    {
        if (FollowerWish.Read(http.Request, out var problem) is not { } wish)
            return problem!;
        if (await desk.RoundAsync(id, http.RequestAborted) is null)
            return Unknown(id);
        var source = new EventSource(desk.FollowAsync(id, wish.From, http.RequestAborted), wish.Form, wish.IsForCharts);
        return new EventStream(source, options.Value.Heartbeat, pace, clock, lifetime.ApplicationStopping);
    }

    private static async Task<IResult> CancelAsync(HttpContext http, IRoundDesk desk, string id)
    {
        Door.Note(http, id);
        if (await desk.CancelAsync(id, http.RequestAborted))
            return new DocumentAnswer(StatusCodes.Status202Accepted);
        return await desk.RoundAsync(id, http.RequestAborted) is { } view ? Problem.Ended(view) : Unknown(id);
    }

    private static async Task<IResult> ResultAsync(HttpContext http, IRoundDesk desk, string id)
    {
        if (await desk.ResultAsync(id, http.RequestAborted) is { } result)
            return DocumentAnswer.Of(RoundResultDocument.Write(result));
        return await desk.RoundAsync(id, http.RequestAborted) is { } view ? Problem.NoResult(view) : Unknown(id);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IRoundDesk desk, string name) =>
        DocumentAnswer.Of(RoundViewDocument.WriteList(await desk.RoundsAsync(name, http.RequestAborted)));

    private static Problem Unknown(string id) => Problem.NotFound($"round '{id}'");
}
