using System.Globalization;
using System.Text;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>Many people look at one round. BESS_MEASURE=1 also tells what that costs the round.</summary>
public sealed class FollowerTests(ITestOutputHelper output)
{
    private const int Followers = 200;
    private const int Rounds = 10;
    private const int Iterations = 100;
    private static readonly bool Measures = Environment.GetEnvironmentVariable("BESS_MEASURE") == "1";

    [Fact]
    public async Task Round_WithTwoHundredFollowers_TellsEachEverything()
    {
        await using var server = await DashboardServer.StartAsync();
        var order = SampleRounds.Endless("followed");
        Assert.Equal(202, (await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(order with { Options = order.Options with { IterationLimit = 20 } }))).Status);
        var answers = await Task.WhenAll(Enumerable.Range(0, Followers).Select(i => FollowAsync(server, "followed", isSse: i % 2 == 0)));
        var first = answers[1];
        Assert.Equal(20, first.Split('\n').Count(line => line.Contains("\"iteration\":{", StringComparison.Ordinal)));
        for (var i = 0; i < Followers; i++)
        {
            var lines = i % 2 == 1 ? answers[i] : string.Concat(answers[i].Split('\n').Where(line => line.StartsWith("data: {\"", StringComparison.Ordinal)).Select(line => line[6..] + "\n"));
            Assert.Equal(first, lines);
        }
    }

    [Fact]
    public async Task Round_WithAndWithoutFollowers_TellsItsTime()
    {
        if (!Measures)
            return;
        await using var server = await DashboardServer.StartAsync();
        var (alone, followed) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            var isFollowed = i % 2 == 1;
            var id = $"measured-{i}";
            var order = SampleRounds.Endless(id);
            await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(order with { Options = order.Options with { IterationLimit = Iterations } }));
            await Task.WhenAll(Enumerable.Range(0, isFollowed ? Followers : 1).Select(_ => FollowAsync(server, id, isSse: true)));
            var result = RoundResultDocument.Read((await server.CallAsync("GET", $"/api/v1/rounds/{id}/result", "viewer")).Body).Value;
            // The first pair warms up.
            if (i > 1)
                (isFollowed ? followed : alone).Add(result.Timing.TotalSeconds);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Iterations} iterations of 50 batteries: median {Median(alone):F3} s with one follower, {Median(followed):F3} s with {Followers}; best {alone.Min():F3} and {followed.Min():F3} s"));
        Assert.Equal(alone.Count, followed.Count);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<string> FollowAsync(TestServer server, string id, bool isSse)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/rounds/{id}/events");
        request.Headers.Add("X-Api-Key", server.Key("viewer"));
        request.Headers.Add("Accept", isSse ? "text/event-stream" : "application/x-ndjson");
        using var response = await server.Client.SendAsync(request);
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
    }
}
