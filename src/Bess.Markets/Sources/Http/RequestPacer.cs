namespace Bess.Markets.Sources.Http;

/// <summary>Spaces requests so that no more than so many begin in a second.</summary>
internal sealed class RequestPacer(double requestsPerSecond, TimeProvider time)
{
    private readonly TimeSpan _distance = TimeSpan.FromSeconds(1 / requestsPerSecond);
    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var turn = _next > now ? _next : now;
            _next = turn + _distance;
            wait = turn - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }
}
