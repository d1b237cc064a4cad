using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bess.Hosts.Tests.Support;

/// <summary>The built dashboard in a process of its own, on a free port of loopback, that may be killed (SIGKILL) and started again on the same data.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly int _threads;
    private Process? _process;

    private ServerProcess(int threads)
    {
        _threads = threads;
        Address = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        Client = new HttpClient { BaseAddress = new Uri(Address), Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Address { get; }

    public HttpClient Client { get; }

    public static async Task<ServerProcess> StartAsync(int threads)
    {
        var server = new ServerProcess(threads);
        await server.StartAsync();
        return server;
    }

    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Bess.Dashboard.dll"), "--urls", Address, "--data", _folder["data"], "--open",
                "--threads", _threads.ToString(CultureInfo.InvariantCulture),
            ])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        while (!_process.HasExited)
        {
            try
            {
                if ((await Client.GetAsync(new Uri("/api/v1/health", UriKind.Relative))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException($"the server did not start: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
