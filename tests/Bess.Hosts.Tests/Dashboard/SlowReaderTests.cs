using System.Runtime.CompilerServices;
using System.Text;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Dashboard.Streaming;
using Bess.Hosts.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>Readers who do not keep up: charts are taken to the newest iteration, results are not.</summary>
public sealed class SlowReaderTests
{
    [Theory]
    [InlineData(true, true, "0 1 2 5 6")]
    [InlineData(true, false, "0 1 2 3 4 5 6")]
    [InlineData(false, true, "0 1 2 3 4 5 6")]
    [InlineData(false, false, "0 1 2 3 4 5 6")]
    public async Task Events_ForAReader_LeaveOutIterationsOnlyForASlowChart(bool isSlow, bool isForCharts, string expected)
    {
        var clock = new HandClock();
        using var body = new Reader(clock, isSlow);
        var context = new DefaultHttpContext { Response = { Body = body } };
        var source = new EventSource(SentEvents.Of(EventsAsync()), EventForm.Ndjson, isForCharts);
        await new EventStream(source, TimeSpan.FromMinutes(1), new StreamPace(), clock, CancellationToken.None).ExecuteAsync(context);
        var numbers = Encoding.UTF8.GetString(body.ToArray()).TrimEnd('\n').Split('\n').Select(line => RoundEventDocument.Read(Encoding.UTF8.GetBytes(line)).Value.Number);
        Assert.Equal(expected, string.Join(' ', numbers));
    }

    /// <summary>A start, two iterations; later three more at once; later the end.</summary>
    private static async IAsyncEnumerable<RoundEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var folder = new TempFolder();
        var iteration = FakePowerPlant.Result(LoadedRounds.Pair(folder).Request, RoundStatus.Converged).Trace[0];
        yield return new RoundEvent(0, RoundPhase.Iterating, null, "begins");
        for (var number = 1; number <= 5; number++)
        {
            yield return new RoundEvent(number, RoundPhase.Iterating, iteration, "");
            if (number is 2 or 5)
                await Task.Delay(20, cancellationToken);
        }

        yield return new RoundEvent(6, RoundPhase.Done, null, "ends");
    }

    /// <summary>Time passes only when somebody is slow.</summary>
    private sealed class HandClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }

    private sealed class Reader(HandClock clock, bool isSlow) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (isSlow)
                clock.Pass(TimeSpan.FromSeconds(2));
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
