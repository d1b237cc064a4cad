using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Server.Documents;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Fuzz;

/// <summary>Ten thousand hostile requests: none makes the server fail or hang, none changes anything without the right to.</summary>
public sealed class HostileRequestTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_309;
    private const int Requests = 8000;
    private const int RawRequests = 2000;
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Requests_MadeFromTheSchemaAndBroken_NeverFailTheServerNorChangeWithoutRight()
    {
        await using var server = await DashboardServer.StartAsync(withSamples: true);
        Assert.Equal(202, (await server.CallAsync("POST", "/api/v1/rounds", "operator", RoundOrderDocument.Write(BadOrders.Good()))).Status);
        await DashboardServer.EndOfAsync(server, "good");
        var keys = await File.ReadAllBytesAsync(Path.Combine(server.Folder, "keys.json"));
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = Patience };
        var statuses = new int[600];
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, cancellationToken) =>
        {
            var request = new HostileRequests(Seed + i).Next();
            var status = await SendAsync(client, server, request, cancellationToken);
            Interlocked.Increment(ref statuses[status]);
        });

        output.WriteLine(string.Join(", ", Enumerable.Range(0, statuses.Length).Where(status => statuses[status] > 0).Select(status => $"{status}: {statuses[status]}")));
        Assert.Equal(Requests, statuses.Sum());
        Assert.Equal(keys, await File.ReadAllBytesAsync(Path.Combine(server.Folder, "keys.json")));
        // Whatever was accepted was an operator's; the audit log has it.
        foreach (var line in server.AuditLines.Select(line => JsonDocument.Parse(line).RootElement))
            Assert.True(line.GetProperty("status").GetInt32() >= 400 || line.GetProperty("role").GetString() == "operator", line.GetRawText());
        var rounds = (await server.CallAsync("GET", "/api/v1/rounds?limit=500", "viewer")).Json.GetProperty("rounds").EnumerateArray();
        Assert.All(rounds, round => Assert.Equal("operator", round.GetProperty("launchedBy").GetString()));
        var backtests = (await server.CallAsync("GET", "/api/v1/backtests?limit=500", "viewer")).Json.GetProperty("backtests").EnumerateArray().ToArray();
        Assert.All(backtests, backtest => Assert.Equal("operator", backtest.GetProperty("createdBy").GetString()));
        output.WriteLine($"backtests that were accepted: {backtests.Length}");
        Assert.Equal(200, (await server.CallAsync("GET", "/api/v1/health/ready", null)).Status);
    }

    [Fact]
    public async Task Connections_WithBrokenBytes_AreAnsweredOrClosed()
    {
        await using var server = await DashboardServer.StartAsync();
        var statuses = new int[600];
        await Parallel.ForEachAsync(Enumerable.Range(0, RawRequests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, cancellationToken) =>
        {
            var bytes = new HostileRequests(Seed + Requests + i).NextRaw();
            var status = await SendRawAsync(server.Address, bytes, cancellationToken);
            // 505 is the answer to another version of HTTP.
            Assert.True(status is < 500 or 505, $"{status} for {Encoding.Latin1.GetString(bytes)[..Math.Min(500, bytes.Length)]}");
            Interlocked.Increment(ref statuses[status]);
        });

        output.WriteLine(string.Join(", ", Enumerable.Range(0, statuses.Length).Where(status => statuses[status] > 0).Select(status => $"{(status == 0 ? "closed" : status)}: {statuses[status]}")));
        Assert.All(server.AuditLines, line => Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("status").GetInt32() >= 400, line));
        Assert.Equal(200, (await server.CallAsync("GET", "/api/v1/health/ready", null)).Status);
    }

    private static async Task<int> SendAsync(HttpClient client, TestServer server, HostileRequest hostile, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(hostile.Method), new Uri(server.Address.ToString().TrimEnd('/') + hostile.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (hostile.Key is not null)
            request.Headers.TryAddWithoutValidation("X-Api-Key", hostile.Key is "viewer" or "prosumer" or "other" or "operator" ? server.Key(hostile.Key) : hostile.Key);
        foreach (var (name, value) in hostile.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (hostile.Body is not null)
        {
            request.Content = new ByteArrayContent(hostile.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", hostile.ContentType);
        }

        using var response = await client.SendAsync(request, cancellationToken);
        var status = (int)response.StatusCode;
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        // 503 is the answer of a server that was built without pages, for a page.
        Assert.True(
            status < 500 || (status == 501 && text.Contains("no-prosumers", StringComparison.Ordinal))
            || (status == 503 && !hostile.Path.StartsWith("/api", StringComparison.Ordinal) && text.Contains("The pages were not built", StringComparison.Ordinal)), $"{status} for {hostile}: {text}");
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        if (status >= 400 && hostile.Method != "HEAD" && hostile.Path.StartsWith("/api", StringComparison.Ordinal) && status != 405)
            Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json" || text.Length == 0, $"{status} for {hostile}: {text}");
        Assert.False(response.Headers.Contains("Set-Cookie"), hostile.ToString());
        return status;
    }

    /// <summary>The status, or 0 where the server closed the line without an answer.</summary>
    private static async Task<int> SendRawAsync(Uri address, byte[] bytes, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var start = new byte[12];
        var read = 0;
        try
        {
            await socket.Client.SendAsync(bytes, patience.Token);
            socket.Client.Shutdown(SocketShutdown.Send);
            var rest = new byte[4096];
            while (await socket.Client.ReceiveAsync(rest, patience.Token) is var count and > 0)
            {
                rest.AsSpan(0, Math.Min(count, start.Length - read)).CopyTo(start.AsSpan(read));
                read = Math.Min(start.Length, read + count);
            }
        }
        catch (SocketException)
        {
            // The server has closed the line while something was still on its way.
        }

        var text = Encoding.ASCII.GetString(start, 0, read);
        return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(text.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0;
    }
}
