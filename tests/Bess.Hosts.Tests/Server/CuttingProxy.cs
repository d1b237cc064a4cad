using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bess.Hosts.Tests.Server;

/// <summary>A proxy on loopback that cuts lines on which events are followed, after a few hundred to a few thousand bytes, wherever that is.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _server;
    private readonly Random _random;
    private readonly Task _accepting;
    private int _cuts;

    public CuttingProxy(Uri server, int seed)
    {
        _server = server;
        _random = new Random(seed);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Cuts => _cuts;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
                lines.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token), _random.Next(300, 6000)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test ends.
        }

        await Task.WhenAll(lines);
    }

    private async Task CarryAsync(TcpClient caller, int budget)
    {
        using (caller)
        using (var server = new TcpClient())
        using (var cut = CancellationTokenSource.CreateLinkedTokenSource(_end.Token))
        {
            await server.ConnectAsync(_server.Host, _server.Port, _end.Token);
            var isFollowed = false;
            var up = PumpAsync(caller.GetStream(), server.GetStream(), bytes => isFollowed |= Encoding.ASCII.GetString(bytes.Span).Contains("/events", StringComparison.Ordinal), cut);
            var down = PumpAsync(server.GetStream(), caller.GetStream(), bytes =>
            {
                if (isFollowed && (budget -= bytes.Length) < 0)
                {
                    Interlocked.Increment(ref _cuts);
                    cut.Cancel();
                }
            }, cut);
            await Task.WhenAll(up, down);
        }
    }

    private static async Task PumpAsync(NetworkStream from, NetworkStream to, Action<Memory<byte>> look, CancellationTokenSource cut)
    {
        var buffer = new byte[1000];
        try
        {
            while (await from.ReadAsync(buffer, cut.Token) is var count and > 0)
            {
                look(buffer.AsMemory(0, count));
                await to.WriteAsync(buffer.AsMemory(0, cut.IsCancellationRequested ? count / 2 : count), CancellationToken.None);
                cut.Token.ThrowIfCancellationRequested();
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One of the two left, or the line is cut.
        }

        await cut.CancelAsync();
    }
}
