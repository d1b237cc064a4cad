using Bess.Backtesting.Desk;
using Bess.Dashboard.Security;
using Bess.Dashboard.Streaming;
using Microsoft.Extensions.Options;

namespace Bess.Dashboard.Api;

/// <summary>Starting, following, cancelling and resuming backtests.</summary>
internal static class BacktestEndpoints
{
    private const string Source = "order";

    public static void Map(ApiGroup api)
    {
        api.Map("POST", "/backtests/check", Doors.Readers, CheckAsync);
        api.Map("POST", "/backtests", Doors.Operators, StartAsync);
        api.Map("GET", "/backtests", Doors.Readers, List);
        api.Map("GET", "/backtests/{id}", Doors.Readers, View);
        api.Map("GET", "/backtests/{id}/events", Doors.Readers, Follow);
        api.Map("POST", "/backtests/{id}/cancel", Doors.Operators, Cancel);
        api.Map("POST", "/backtests/{id}/resume", Doors.Operators, Resume);
        BacktestFileEndpoints.Map(api);
    }

    private static async Task<IResult> CheckAsync(HttpContext http)
    {
        if (Desk(http) is not { } desk)
            return Problem.NoBacktests();
        var (body, problem) = await RequestBody.ReadAsync(http);
        if (body is null)
            return problem!;
        var read = BacktestForm.Parse(body, Source, out var market);
        var order = read.Bind(said => desk.Check(said, market));
        int? days = read is { IsValid: true, Value: { From: { } from, To: { } to } } ? to.DayNumber - from.DayNumber + 1 : null;
        return DocumentAnswer.Of(BacktestDocuments.Check(order.Faults, order.IsValid ? days : null));
    }

    private static async Task<IResult> StartAsync(HttpContext http)
    {
        if (Desk(http) is not { } desk)
            return Problem.NoBacktests();
        var (body, problem) = await RequestBody.ReadAsync(http);
        if (body is null)
            return problem!;
        var read = BacktestForm.Parse(body, Source, out var market);
        if (!read.TryGet(out var said))
            return Problem.Of(read.Faults);
        return Started(http, await desk.StartAsync(said, market, IdempotencyKey.IdOf(http), Caller.Of(http).Name, http.RequestAborted), $"{http.Request.PathBase}{http.Request.Path}/");
    }

    private static IResult List(HttpContext http)
    {
        if (Desk(http) is not { } desk)
            return Problem.NoBacktests();
        if (PageOfList.Read(http.Request.Query, out var problem) is not { } page)
            return problem!;
        var (runs, next) = page.Of(desk.Runs(), run => run.Id);
        return new TaggedAnswer(BacktestDocuments.List(runs, next));
    }

    private static IResult View(HttpContext http, string id) => Desk(http) is not { } desk
        ? Problem.NoBacktests()
        : desk.Find(id) is { } run ? new TaggedAnswer(BacktestDocuments.Run(run)) : Unknown(id);

    private static IResult Follow(
        HttpContext http, IOptions<BessApiOptions> options, IHostApplicationLifetime lifetime, StreamPace pace, TimeProvider clock, string id)
    {
        if (Desk(http) is not { } desk)
            return Problem.NoBacktests();
        if (FollowerWish.Read(http.Request, out var problem) is not { } wish)
            return problem!;
        if (desk.Find(id) is null)
            return Unknown(id);
        var source = new EventSource(SentEvents.Of(desk.FollowAsync(id, wish.From, http.RequestAborted)), wish.Form, wish.IsForCharts);
        return new EventStream(source, options.Value.Heartbeat, pace, clock, lifetime.ApplicationStopping);
    }

    private static IResult Cancel(HttpContext http, string id)
    {
        Door.Note(http, id);
        if (Desk(http) is not { } desk)
            return Problem.NoBacktests();
        if (desk.Cancel(id, Caller.Of(http).Name))
            return new DocumentAnswer(StatusCodes.Status202Accepted);
        return desk.Find(id) is { } run ? Problem.BacktestEnded(run) : Unknown(id);
    }

    private static IResult Resume(HttpContext http, string id)
    {
        Door.Note(http, id);
        if (Desk(http) is not { } desk)
            return Problem.NoBacktests();
        if (desk.Find(id) is not { } known)
            return Unknown(id);
        var start = desk.Resume(id);
        if (start.Run is null && !start.IsFull)
            return known.HasEnded ? Problem.BacktestEnded(known) : Problem.BacktestRunning(known);
        return Started(http, start, $"{http.Request.PathBase}{BessApi.Prefix}/backtests/");
    }

    private static IResult Started(HttpContext http, DeskStart start, string folder)
    {
        Door.Note(http, start.Run?.Id);
        if (start.IsFull)
            return Problem.QueueFull();
        return start.Run is { } run
            ? new DocumentAnswer(StatusCodes.Status202Accepted, BacktestDocuments.Run(run), folder + run.Id)
            : Problem.Of(start.Faults);
    }

    internal static BacktestDesk? Desk(HttpContext http) => http.RequestServices.GetService<BacktestDesk>();

    internal static Problem Unknown(string id) => Problem.NotFound($"backtest '{id}'");
}
