using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Bess.Cluster.Drills.Harness;

/// <summary>A silo in a process of its own, on ports that it keeps over kill and start.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly string[] _arguments;
    private readonly string _connectionString;
    private readonly string _folder;
    private readonly HttpClient _health = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    /// <summary>Starts nothing yet.</summary>
    /// <param name="name">For people.</param>
    /// <param name="folder">Working folder; must exist.</param>
    /// <param name="connectionString">Database; empty for a silo in memory.</param>
    /// <param name="settings">Settings besides ports, such as Bess:Cluster:Role and a value.</param>
    public SiloProcess(string name, string folder, string connectionString, params string[] settings)
    {
        Name = name;
        _folder = folder;
        _connectionString = connectionString;
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Next()}"));
        _arguments =
        [
            "--Bess:Cluster:Clustering", connectionString.Length > 0 ? "PostgreSql" : "Localhost",
            "--Bess:Cluster:SiloPort", FreePorts.Next().ToString(CultureInfo.InvariantCulture),
            "--Bess:Cluster:GatewayPort", connectionString.Length > 0 ? "0" : FreePorts.Next().ToString(CultureInfo.InvariantCulture),
            "--Bess:Http:Url", Url.ToString(), "--Bess:Http:AuditLogFile", $"audit-{name}.ndjson", .. settings,
        ];
    }

    public string Name { get; }

    /// <summary>Address of its API.</summary>
    public Uri Url { get; }

    public bool IsRunning => _process is { HasExited: false };

    public int? ProcessId => _process?.Id;

    /// <summary>How often it ended without being asked to.</summary>
    public int Surprises { get; private set; }

    /// <summary>The last lines that it wrote.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Starts it, without waiting until it is ready.</summary>
    public void Start()
    {
        NoteSurprise();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Dll() }.Concat(_arguments))
        {
            start.ArgumentList.Add(argument);
        }

        if (_connectionString.Length > 0)
        {
            start.Environment["Bess__Cluster__ConnectionString"] = _connectionString;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    /// <summary>Waits until it serves; starts it again when it has ended by itself.</summary>
    public async Task ReadyAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync())
        {
            if (!IsRunning)
            {
                Start();
            }

            if (Stopwatch.GetElapsedTime(start) > LongestStart)
            {
                throw new TimeoutException($"silo {Name} is not ready after {LongestStart.TotalSeconds} s:\n{string.Join('\n', Log.TakeLast(30))}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>SIGKILL: no goodbye.</summary>
    public async Task KillAsync()
    {
        NoteSurprise();
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            _process = null;
            process.Dispose();
        }
    }

    /// <summary>SIGTERM: asks it to end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        var process = _process ?? throw new InvalidOperationException($"silo {Name} does not run");
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        _process = null;
        var exitCode = process.ExitCode;
        process.Dispose();
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _health.Dispose();
    }

    private static string Dll()
    {
#if DEBUG
        const string configuration = "Debug";
#else
        const string configuration = "Release";
#endif
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "src", "Bess.Silo", "bin", configuration, "net10.0", "Bess.Silo.dll");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException($"Bess.Silo.dll, expected in src/Bess.Silo/bin/{configuration}/net10.0 of a folder above {AppContext.BaseDirectory}");
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _health.GetAsync(new Uri(Url, "health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void NoteSurprise()
    {
        if (_process is { HasExited: true } ended)
        {
            Surprises++;
            Note($"-- silo {Name} ended by itself with {ended.ExitCode} --");
        }
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue($"{TimeProvider.System.GetUtcNow().UtcDateTime:HH:mm:ss.f} {line}");
        while (_log.Count > 500)
        {
            _log.TryDequeue(out _);
        }
    }
}
