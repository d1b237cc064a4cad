using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;

namespace Bess.Dashboard.Api;

/// <summary>The events of a round as NDJSON: each is sent as it happens, and a blank line after each silence.</summary>
internal sealed class EventStream(IAsyncEnumerable<RoundEvent> events, TimeSpan heartbeat, TimeProvider clock, CancellationToken stopping) : IResult, IStatusCodeHttpResult
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/x-ndjson";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await response.Body.FlushAsync(ends.Token);
            await SendAsync(response.Body, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The follower left, or the host stops: the follower asks again from its next number.
        }
    }

    private async Task SendAsync(Stream body, CancellationToken cancellationToken)
    {
        await using var all = events.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var next = all.MoveNextAsync().AsTask();
            try
            {
                while (!await ArrivesAsync(next, cancellationToken))
                    await WriteAsync(body, [], cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The enumerator may be let go only when it rests.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            if (!await next)
                return;
            await WriteAsync(body, RoundEventDocument.Write(all.Current), cancellationToken);
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

    private static async Task WriteAsync(Stream body, byte[] line, CancellationToken cancellationToken)
    {
        await body.WriteAsync(line, cancellationToken);
        await body.WriteAsync(LineEnd, cancellationToken);
        await body.FlushAsync(cancellationToken);
    }
}
