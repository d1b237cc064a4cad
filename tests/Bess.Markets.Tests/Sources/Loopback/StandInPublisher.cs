using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Tests.Sources.Loopback;

/// <summary>A publisher on loopback: answers addresses with prepared texts, anything else with 404, and keeps what it was asked.</summary>
internal sealed class StandInPublisher : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Func<string, (int Status, string Body)?> _answer;
    private readonly Task _loop;

    public StandInPublisher(Func<string, (int Status, string Body)?> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = Task.Run(ServeAsync);
    }

    /// <summary>Addresses in the order in which they were asked for, without the leading slash.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Options of a client that asks here, quickly.</summary>
    public PublisherOptions Options => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/")
    {
        RequestsPerSecond = 10_000, FirstDelay = TimeSpan.FromMilliseconds(1), LongestDelay = TimeSpan.FromMilliseconds(5), Retries = 2,
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // The test ends, or the client went away: the next request is another connection.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var first = await reader.ReadLineAsync(_stop.Token) ?? "";
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
        {
        }

        var address = first.Split(' ').ElementAtOrDefault(1)?.TrimStart('/') ?? "";
        _asked.Enqueue(address);
        var (status, body) = _answer(address) ?? (404, "nothing here");
        var bytes = Encoding.UTF8.GetBytes(body);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n"), _stop.Token);
        await stream.WriteAsync(bytes, _stop.Token);
    }
}
