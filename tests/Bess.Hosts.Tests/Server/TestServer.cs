using System.Text;
using Bess.Coordination.Remote;
using Bess.Coordination.Remote.Keys;
using Bess.Dashboard;
using Bess.Hosts.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Bess.Hosts.Tests.Server;

/// <summary>The in-process server on a free loopback port with a key of each role, gone at the end of the test.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly WebApplication _app;
    private readonly Dictionary<string, string> _keys;

    private TestServer(TempFolder folder, WebApplication app, Dictionary<string, string> keys)
    {
        _folder = folder;
        _app = app;
        _keys = keys;
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address => new(_app.Urls.First());

    public HttpClient Client { get; }

    public string Folder => _folder.Path;

    public string AuditFile => _folder["audit.ndjson"];

    public string[] AuditLines => File.Exists(AuditFile) ? File.ReadAllLines(AuditFile) : [];

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it: with keys named after their roles, and a second prosumer "other"; or open.</summary>
    public static Task<TestServer> StartAsync(bool open = false, Action<BessApiOptions>? configure = null) => StartAsync((folder, _) =>
        DashboardHost.Create(new DashboardSettings("http://127.0.0.1:0", folder.Path, open, Threads: 2), configure));

    /// <summary>Starts a host of another making, which is given the folder and the usual options.</summary>
    public static async Task<TestServer> StartAsync(Func<TempFolder, Action<BessApiOptions>, WebApplication> create)
    {
        var folder = new TempFolder();
        var keys = new Dictionary<string, string>();
        var records = new List<ApiKeyRecord>();
        foreach (var (name, role) in new[] { ("operator", ApiRole.Operator), ("viewer", ApiRole.Viewer), ("prosumer", ApiRole.Prosumer), ("other", ApiRole.Prosumer) })
        {
            records.Add(ApiKey.Create(name, role, TimeProvider.System.GetUtcNow(), null, out var text));
            keys[name] = text;
        }

        ApiKeyFile.Write(folder["keys.json"], records);
        var app = create(folder, options => (options.KeyFile, options.AuditFile) = (folder["keys.json"], folder["audit.ndjson"]));
        await app.StartAsync();
        return new TestServer(folder, app, keys);
    }

    public string Key(string name) => _keys[name];

    public RemoteRoundDesk Desk(string? key = "operator", Uri? address = null) => new(new RemoteOptions
    {
        Server = address ?? Address,
        ApiKey = key is null ? null : _keys[key],
        FirstPause = TimeSpan.FromMilliseconds(10),
    });

    /// <summary>One call; the body is sent as JSON.</summary>
    public async Task<Answer> CallAsync(string method, string path, string? key, byte[]? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.Add("X-Api-Key", _keys.GetValueOrDefault(key, key));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await Client.SendAsync(request);
        return new Answer(response, await response.Content.ReadAsByteArrayAsync());
    }

    public Task<Answer> CallAsync(string method, string path, string? key, string body) => CallAsync(method, path, key, Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
