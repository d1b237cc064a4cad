namespace Bess.Dashboard.Streaming;

/// <summary>What a stream of events is made of.</summary>
/// <param name="Events">The events, from the first that is wanted.</param>
/// <param name="Form">How they are written.</param>
/// <param name="IsForCharts">Whether a reader that falls behind is taken to the newest iteration: for what is looked at, never for what is kept.</param>
internal sealed record EventSource(IAsyncEnumerable<SentEvent> Events, EventForm Form, bool IsForCharts);

/// <summary>The events of a round or a backtest, each sent as it happens, and a sign of life after each silence.</summary>
/// <remarks>What is ready at the same time shares one write. Among many followers each waits a little between two writes (<see cref="StreamPace"/>).</remarks>
internal sealed class EventStream(EventSource source, TimeSpan heartbeat, StreamPace pace, TimeProvider clock, CancellationToken stopping) : IResult, IStatusCodeHttpResult
{
    /// <summary>A write that takes longer means that the reader does not keep up.</summary>
    private static readonly TimeSpan SlowWrite = TimeSpan.FromSeconds(1);
    private const int BytesAtOnce = 1 << 16;

    private bool _isBehind;
    private SentEvent? _heldBack;

    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = source.Form.ContentType;
        response.Headers["X-Accel-Buffering"] = "no";
        pace.Enter();
        try
        {
            await response.Body.FlushAsync(ends.Token);
            await SendAsync(response, ends);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The follower left, or the host stops: the follower asks again from its next number.
        }
        finally
        {
            pace.Leave();
        }
    }

    private async Task SendAsync(HttpResponse response, CancellationTokenSource ends)
    {
        var cancellationToken = ends.Token;
        await using var all = source.Events.GetAsyncEnumerator(cancellationToken);
        var body = response.BodyWriter;
        while (true)
        {
            var next = all.MoveNextAsync().AsTask();
            if (!next.IsCompleted || body.UnflushedBytes > BytesAtOnce)
                await SendUntilAsync(response, next, ends);

            if (!await next)
                break;
            Take(response, all.Current);
        }

        WriteHeldBack(response);
        source.Form.WriteEnd(body);
        await body.FlushAsync(cancellationToken);
    }

    // Of the iterations that wait for a reader who is behind only the newest is sent; phases and notes always are.
    private void Take(HttpResponse response, in SentEvent happened)
    {
        if (source.IsForCharts && _isBehind && happened.MayBeLeftOut)
        {
            _heldBack = happened;
            return;
        }

        WriteHeldBack(response);
        source.Form.Write(response.BodyWriter, happened);
    }

    private void WriteHeldBack(HttpResponse response)
    {
        if (_heldBack is { } newest)
            source.Form.Write(response.BodyWriter, newest);
        _heldBack = null;
    }

    private async Task FlushAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        WriteHeldBack(response);
        if (response.BodyWriter.UnflushedBytes == 0)
            return;
        var start = clock.GetTimestamp();
        await response.BodyWriter.FlushAsync(cancellationToken);
        _isBehind = clock.GetElapsedTime(start) > SlowWrite;
        var pause = pace.Pause;
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, clock, cancellationToken);
    }

    // Sends what is ready, then signs of life until the next event.
    private async Task SendUntilAsync(HttpResponse response, Task next, CancellationTokenSource ends)
    {
        try
        {
            await FlushAsync(response, ends.Token);
            while (!await ArrivesAsync(next, ends.Token))
            {
                source.Form.WriteHeartbeat(response.BodyWriter);
                await response.BodyWriter.FlushAsync(ends.Token);
            }
        }
        catch
        {
            // The enumerator may be let go only when it rests.
            await ends.CancelAsync();
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task<bool> ArrivesAsync(Task next, CancellationToken cancellationToken)
    {
        try
        {
            await next.WaitAsync(heartbeat, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
