using System.Text;
using Bess.Domain;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Tests.Sources.Http;

public sealed class PublisherClientTests
{
    private static readonly Uri Page = new("page?x=1", UriKind.Relative);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task GetAsync_Answer_IsTheBytes()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok("hello"));
        var answer = await Client(server.Options with { Headers = new Dictionary<string, string> { ["X-Key"] = "k" } }).GetAsync(Page, default);
        Assert.Equal("hello", Encoding.UTF8.GetString(answer.Value));
        Assert.Equal("/base/page?x=1", Assert.Single(server.Asked));
        Assert.Contains("X-Key: k", server.Heads.Single(), StringComparison.Ordinal);
        Assert.Contains("User-Agent: bess", server.Heads.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_TooManyRequests_WaitsAsLongAsAsked()
    {
        var time = new HastyTime(Minute);
        await using var server = new LoopbackPublisher((_, n) =>
            n == 0 ? LoopbackPublisher.Status("429 Too Many Requests", "", "Retry-After: 7") : LoopbackPublisher.Ok("late"));
        var answer = await Client(server.Options, time).GetAsync(Page, default);
        Assert.Equal("late", Encoding.UTF8.GetString(answer.Value));
        Assert.Contains(TimeSpan.FromSeconds(7), time.Waits);
    }

    [Fact]
    public async Task GetAsync_RetryAfterDate_WaitsUntilThen()
    {
        var time = new HastyTime(Minute);
        await using var server = new LoopbackPublisher((_, n) =>
            n == 0 ? LoopbackPublisher.Status("503 Service Unavailable", "", "Retry-After: Sat, 21 Nov 2026 12:00:20 GMT") : LoopbackPublisher.Ok("late"));
        Assert.True((await Client(server.Options, time).GetAsync(Page, default)).IsValid);
        Assert.Contains(time.Waits, wait => wait > TimeSpan.FromSeconds(19) && wait <= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task GetAsync_RetryAfterTooLong_GivesUpAtOnce()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Status("429 Too Many Requests", "", "Retry-After: 3600"));
        var fault = Single(await Client(server.Options).GetAsync(Page, default));
        Assert.Equal("status 429 (TooManyRequests), asked to wait 3600 s after 1 try", fault.Actual);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task GetAsync_UnavailableTwice_SucceedsAtTheThirdTry()
    {
        await using var server = new LoopbackPublisher((_, n) => n < 2 ? LoopbackPublisher.Status("503 Service Unavailable") : LoopbackPublisher.Ok("up"));
        var answer = await Client(server.Options).GetAsync(Page, default);
        Assert.Equal("up", Encoding.UTF8.GetString(answer.Value));
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task GetAsync_AlwaysUnavailable_IsOneFaultAfterAllTries()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Status("503 Service Unavailable"));
        var fault = Single(await Client(server.Options with { Retries = 2 }).GetAsync(Page, default));
        Assert.StartsWith("Test: http://127.0.0.1", fault.Location, StringComparison.Ordinal);
        Assert.Equal("answer", fault.Field);
        Assert.StartsWith("status 200", fault.Expected, StringComparison.Ordinal);
        Assert.Equal("status 503 (ServiceUnavailable) after 3 tries", fault.Actual);
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task GetAsync_NoAnswerInTime_IsTriedAgainThenAFault()
    {
        await using var server = new LoopbackPublisher((_, _) => null);
        var options = server.Options with { Timeout = TimeSpan.FromMilliseconds(100), Retries = 1 };
        var fault = Single(await Client(options).GetAsync(Page, default));
        Assert.Equal("no whole answer within 0.1 s after 2 tries", fault.Actual);
    }

    [Fact]
    public async Task GetAsync_BodyCutShort_IsTriedAgain()
    {
        await using var server = new LoopbackPublisher((_, n) => n == 0 ? LoopbackPublisher.Truncated("{\"a\":") : LoopbackPublisher.Ok("whole"));
        Assert.Equal("whole", Encoding.UTF8.GetString((await Client(server.Options).GetAsync(Page, default)).Value));
    }

    [Fact]
    public async Task GetAsync_BodyAlwaysCutShort_IsAFaultAndNoHalfDocument()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Truncated("{\"a\":"));
        var fault = Single(await Client(server.Options with { Retries = 1 }).GetAsync(Page, default));
        Assert.StartsWith("an answer cut short", fault.Actual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task GetAsync_LongBody_IsRefusedAboveTheLimit(int length, bool isRead)
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok(new string('x', length)));
        var answer = await Client(server.Options with { MaximumBytes = 10 }).GetAsync(Page, default);
        Assert.Equal(isRead, answer.IsValid);
        Assert.Single(server.Asked);
        if (!isRead)
            Assert.Equal("more than 10 bytes after 1 try", answer.Faults[0].Actual);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("401 Unauthorized")]
    [InlineData("302 Found")]
    public async Task GetAsync_StatusThatStays_IsNotTriedAgain(string status)
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Status(status, "", "Location: http://127.0.0.1:1/"));
        Assert.StartsWith($"status {status[..3]}", Single(await Client(server.Options).GetAsync(Page, default)).Actual, StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task GetAsync_NoServer_IsAFault()
    {
        var options = new PublisherOptions("http://127.0.0.1:1/") { Retries = 0 };
        Assert.StartsWith("no answer (ConnectionError", Single(await Client(options).GetAsync(Page, default)).Actual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("204 No Content")]
    public async Task GetIfThereAsync_NothingThere_IsNoBytes(string status)
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Status(status));
        Assert.Empty((await Client(server.Options).GetIfThereAsync(Page, default)).Value);
    }

    [Fact]
    public async Task GetAsync_Fault_HidesTheToken()
    {
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Status("403 Forbidden"));
        var options = server.Options with { Token = "se/cret" };
        var answer = await Client(options).GetAsync(new Uri("page?securityToken=se%2Fcret&x=1", UriKind.Relative), default);
        Assert.DoesNotContain("cret", Single(answer).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("/base/page?securityToken=***&x=1", Single(answer).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_ManyRequests_KeepThePace()
    {
        var time = new HastyTime(Minute);
        await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Ok("x"));
        var client = Client(server.Options with { RequestsPerSecond = 0.5 }, time);
        for (var i = 0; i < 3; i++)
            Assert.True((await client.GetAsync(Page, default)).IsValid);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], time.Waits);
    }

    [Fact]
    public async Task GetAsync_SameSeed_WaitsTheSameAndLonger()
    {
        async Task<TimeSpan[]> Waits(int seed)
        {
            var time = new HastyTime(Minute);
            await using var server = new LoopbackPublisher((_, _) => LoopbackPublisher.Status("500 Internal Server Error"));
            var options = server.Options with { FirstDelay = TimeSpan.FromSeconds(1), Retries = 4, Seed = seed };
            Assert.False((await Client(options, time).GetAsync(Page, default)).IsValid);
            return [.. time.Waits.Where(wait => wait > TimeSpan.FromMilliseconds(2))];
        }

        var first = await Waits(1);
        Assert.Equal(4, first.Length);
        Assert.Equal(first, await Waits(1));
        Assert.NotEqual(first, await Waits(2));
        Assert.True(first[3] > first[0]);
    }

    [Fact]
    public async Task GetAsync_Cancelled_Throws()
    {
        await using var server = new LoopbackPublisher((_, _) => null);
        using var cancel = new CancellationTokenSource();
        var pending = Client(server.Options).GetAsync(Page, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_Throws()
    {
        var options = new PublisherOptions("http://127.0.0.1/");
        Assert.Throws<ArgumentException>(() => new PublisherOptions("ftp://127.0.0.1/"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client(options with { Retries = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client(options with { RequestsPerSecond = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client(options with { Timeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client(options with { MaximumBytes = 0 }));
    }

    private static PublisherClient Client(PublisherOptions options, TimeProvider? time = null) => new("Test", options, time);

    private static Fault Single(Validated<byte[]> answer) => Assert.Single(answer.Faults);
}
