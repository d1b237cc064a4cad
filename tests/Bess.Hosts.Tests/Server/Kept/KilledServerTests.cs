using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Server.Documents;
using Bess.Hosts.Tests.Support;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Server.Kept;

/// <summary>Kills the built server (SIGKILL) in mid-round and starts it again: a follower who comes back with its last id misses nothing.</summary>
public sealed class KilledServerTests(ITestOutputHelper output)
{
    private const int Kills = 4;
    private const int MostEventsBetween = 8;
    private const string Resumed = "resumed:";

    [Fact]
    public async Task Server_KilledInMidRound_FollowersMissNothingAndTheRoundIsTheSame()
    {
        var order = Slow();
        await using var server = await ServerProcess.StartAsync(threads: 2);
        var client = server.Client;
        var random = new Random(20261121);
        var (lines, events) = (new List<string>(), new List<(int Id, string Data)>());
        using (var body = new ByteArrayContent(RoundOrderDocument.Write(order)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } })
            Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync(new Uri("/api/v1/rounds", UriKind.Relative), body)).StatusCode);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Some events after the last start: each process gets further than the one before.
            var (starts, wanted) = (kill, random.Next(1, MostEventsBetween));
            Assert.False(await FollowAsync(client, events, () => EventsSince(events, starts) >= wanted), "the round ended before the kill: expected a longer one");
            await Task.Delay(random.Next(0, 30));
            await server.KillAsync();
            lines.Add($"killed after event {events[^1].Id.ToString(CultureInfo.InvariantCulture)}");
            await server.StartAsync();
        }

        Assert.True(await FollowAsync(client, events, () => false), "no last event");
        var result = RoundResultDocument.Read(await client.GetByteArrayAsync(new Uri("/api/v1/rounds/slow/result", UriKind.Relative))).Value;
        await AssertSameAsync(order, events, result);
        output.WriteLine($"{string.Join(", ", lines)}; {events.Count} events, each once");
    }

    private static async Task AssertSameAsync(RoundOrder order, List<(int Id, string Data)> events, RoundResult result)
    {
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(one => one.Id));
        var read = events.Select(one => RoundEventDocument.Read(System.Text.Encoding.UTF8.GetBytes(one.Data)).Value).ToList();
        Assert.Equal(Kills, read.Count(one => one.Text.StartsWith(Resumed, StringComparison.Ordinal)));
        await using var desk = new LocalRoundDesk(threads: 2);
        await desk.LaunchAsync(order, "test");
        var undisturbed = await KeptRound.FollowAsync(desk, "slow");
        SameBits.Assert(KeptRoundTests.IterationsOf(undisturbed), KeptRoundTests.IterationsOf(read), SampleRounds.Times);
        SameBits.Assert(await desk.ResultAsync("slow"), result, SampleRounds.Times);
    }

    private static int EventsSince(List<(int Id, string Data)> events, int starts)
    {
        var notes = events.FindAll(one => one.Data.Contains(Resumed, StringComparison.Ordinal));
        return notes.Count < starts ? -1 : events.Count - 1 - (starts == 0 ? 0 : notes[^1].Id);
    }

    /// <summary>Takes events until there are enough (false) or the last has come (true).</summary>
    private static async Task<bool> FollowAsync(HttpClient client, List<(int Id, string Data)> events, Func<bool> isEnough)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/rounds/slow/events");
        request.Headers.Add("Accept", "text/event-stream");
        if (events.Count > 0)
            request.Headers.Add("Last-Event-ID", events[^1].Id.ToString(CultureInfo.InvariantCulture));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var id = -1;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "event: end")
                return true;
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = int.Parse(line[4..], CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                events.Add((id, line[6..]));
            if (isEnough())
                return false;
        }

        Assert.Fail("the line broke though the server lives");
        return false;
    }

    private static RoundOrder Slow() => SampleRounds.Endless("slow") with
    {
        Options = SampleRounds.Endless().Options with { IterationLimit = 80 },
    };
}
