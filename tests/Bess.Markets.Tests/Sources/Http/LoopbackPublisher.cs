using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bess.Markets.Sources.Http;

namespace Bess.Markets.Tests.Sources.Http;

/// <summary>A publisher on loopback that answers byte for byte as a test says; one request a connection.</summary>
internal sealed class LoopbackPublisher : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, int, byte[]?> _answer;
    private readonly Task _serving;

    /// <summary>Answers the address (path and query) of the n-th request, n from 0; null never answers.</summary>
    public LoopbackPublisher(Func<string, int, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Paths and queries in the order asked, unescaped.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Whole heads of the requests.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    public PublisherOptions Options => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/base/")
    {
        FirstDelay = TimeSpan.FromMilliseconds(1),
        RequestsPerSecond = 1000,
    };

    public static byte[] Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    public static byte[] Ok(byte[] body) => [.. Head("200 OK", $"Content-Length: {body.Length}"), .. body];

    public static byte[] Status(string status, string body = "", params string[] headers) =>
        [.. Head(status, [.. headers, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}"]), .. Encoding.UTF8.GetBytes(body)];

    /// <summary>Promises more bytes than it sends.</summary>
    public static byte[] Truncated(string body) => [.. Head("200 OK", $"Content-Length: {body.Length + 10}"), .. Encoding.UTF8.GetBytes(body)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static byte[] Head(string status, params string[] headers) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        for (var n = 0; !_stop.IsCancellationRequested; n++)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            connections.Add(AnswerAsync(client, n));
        }
    }

    private async Task AnswerAsync(TcpClient client, int n)
    {
        using (client)
        {
            var stream = client.GetStream();
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer, _stop.Token);
                if (read == 0)
                    return;
                head.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            var address = Uri.UnescapeDataString(head.ToString().Split(' ')[1]);
            Heads.Enqueue(head.ToString());
            Asked.Enqueue(address);
            if (_answer(address, n) is { } answer)
            {
                await stream.WriteAsync(answer, _stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(buffer, _stop.Token) > 0)
                {
                    // Wait until the client has closed too, so that no byte is lost to a reset.
                }
            }
            else
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
    }
}
