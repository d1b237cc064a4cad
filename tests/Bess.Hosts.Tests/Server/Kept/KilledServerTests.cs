using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
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
    private const int MostEventsBetween = 12;
    private const string Resumed = "resumed:";

    [Fact]
    public async Task Server_KilledInMidRound_FollowersMissNothingAndTheRoundIsTheSame()
    {
        using var folder = new TempFolder();
        var (order, address) = (Slow(), $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = Timeout.InfiniteTimeSpan };
        var random = new Random(20261121);
        var (lines, events) = (new List<string>(), new List<(int Id, string Data)>());
        var process = await StartAsync(folder, address, client);
        try
        {
            using (var body = new ByteArrayContent(RoundOrderDocument.Write(order)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } })
                Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync(new Uri("/api/v1/rounds", UriKind.Relative), body)).StatusCode);
            for (var kill = 0; kill < Kills; kill++)
            {
                // Some events after the last start: each process gets further than the one before.
                var (starts, wanted) = (kill, random.Next(1, MostEventsBetween));
                Assert.False(await FollowAsync(client, events, () => EventsSince(events, starts) >= wanted), "the round ended before the kill: expected a longer one");
                await Task.Delay(random.Next(0, 30));
                process.Kill();
                await process.WaitForExitAsync();
                lines.Add($"killed after event {events[^1].Id.ToString(CultureInfo.InvariantCulture)}");
                process.Dispose();
                process = await StartAsync(folder, address, client);
            }

            Assert.True(await FollowAsync(client, events, () => false), "no last event");
            var result = RoundResultDocument.Read(await client.GetByteArrayAsync(new Uri("/api/v1/rounds/slow/result", UriKind.Relative))).Value;
            await AssertSameAsync(order, events, result);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

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

    private static async Task<Process> StartAsync(TempFolder folder, string address, HttpClient client)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Bess.Dashboard.dll"), "--urls", address, "--data", folder["data"], "--open", "--threads", "2"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        while (!process.HasExited)
        {
            try
            {
                if ((await client.GetAsync(new Uri("/api/v1/health", UriKind.Relative))).IsSuccessStatusCode)
                    return process;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException($"the server did not start: {await errors}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static RoundOrder Slow() => SampleRounds.Endless("slow") with
    {
        Options = SampleRounds.Endless().Options with { IterationLimit = 150 },
    };
}
