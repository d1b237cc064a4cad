using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Bess.Markets.Sources.Http;

/// <summary>Tries again with growing, jittered waits, and ends each try in time.</summary>
internal sealed class PublisherPipeline
{
    private readonly ResiliencePipeline<PublisherReply> _retry;
    private readonly ResiliencePipeline<PublisherReply> _timeout;
    private readonly RequestPacer _pacer;
    private readonly TimeSpan _limit;

    public PublisherPipeline(PublisherOptions options, TimeProvider time)
    {
        _pacer = new RequestPacer(options.RequestsPerSecond, time);
        _limit = options.Timeout;
        _timeout = new ResiliencePipelineBuilder<PublisherReply> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.Timeout })
            .Build();
        var builder = new ResiliencePipelineBuilder<PublisherReply> { TimeProvider = time };
        if (options.Retries > 0)
            builder.AddRetry(Strategy(options));
        _retry = builder.Build();
    }

    /// <summary>Runs one request to its end; the rate limit does not count as time of a try.</summary>
    public async Task<(PublisherReply Reply, int Tries)> RunAsync(
        Func<CancellationToken, Task<PublisherReply>> once, CancellationToken cancellationToken)
    {
        var tries = 0;
        var reply = await _retry.ExecuteAsync(
            async token =>
            {
                await _pacer.WaitAsync(token).ConfigureAwait(false);
                tries++;
                return await InTimeAsync(once, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return (reply, tries);
    }

    private async Task<PublisherReply> InTimeAsync(Func<CancellationToken, Task<PublisherReply>> once, CancellationToken cancellationToken)
    {
        try
        {
            return await _timeout.ExecuteAsync(async token => await once(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException)
        {
            return PublisherReply.Refused(FormattableString.Invariant($"no whole answer within {_limit.TotalSeconds:0.###} s"), mayPass: true);
        }
    }

    private static RetryStrategyOptions<PublisherReply> Strategy(PublisherOptions options)
    {
        var random = new Random(options.Seed);
        var gate = new Lock();
        return new RetryStrategyOptions<PublisherReply>
        {
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.FirstDelay,
            MaxDelay = options.LongestDelay,
            Randomizer = () =>
            {
                lock (gate)
                    return random.NextDouble();
            },
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Result is { MayPass: true } reply && (reply.RetryAfter ?? TimeSpan.Zero) <= options.LongestDelay),
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
        };
    }
}
