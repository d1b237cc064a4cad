using Bess.Hosts.Tests.Server;
using Bess.Hosts.Tests.Support;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>A server and a window on it; whatever the page complains about fails the test at the end.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private const int PatienceMs = 30_000;
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visit(TestServer server, IBrowserContext context, IPage page)
    {
        Server = server;
        _context = context;
        Page = page;
        Listen(page);
    }

    private void Listen(IPage page)
    {
        page.SetDefaultTimeout(PatienceMs);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
    }

    public TestServer Server { get; }

    public IPage Page { get; }

    /// <summary>Opens a window on a new server; null, after saying so, when there is no browser or no page.</summary>
    public static async Task<Visit?> StartAsync(
        BrowserFixture fixture, ITestOutputHelper output, bool open = true, int width = 1280, ColorScheme scheme = ColorScheme.Light, Func<Task<TestServer>>? start = null)
    {
        if (fixture.Missing is { } missing)
        {
            output.WriteLine($"NOT CHECKED: {missing}");
            return null;
        }

        var server = start is null ? await DashboardServer.StartAsync(open, withSamples: true) : await start();
        var context = await fixture.Browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            TimezoneId = "Europe/Berlin",
            AcceptDownloads = true,
        });
        return new Visit(server, context, await context.NewPageAsync());
    }

    /// <summary>Opens a page and waits until it has loaded.</summary>
    public async Task GoAsync(string hash)
    {
        await Page.GotoAsync("/" + hash);
        await LoadedAsync();
    }

    public async Task LoadedAsync()
    {
        await Page.Locator("main h1").WaitForAsync();
        await Page.WaitForFunctionAsync("() => !document.querySelector('.loading')");
        // Charts are drawn in the frame after.
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /// <summary>Launches an order and waits for the end of its round.</summary>
    public async Task RunAsync(Coordination.Desk.RoundOrder order)
    {
        using var desk = Server.Desk();
        Assert.NotNull((await desk.LaunchAsync(order, "")).RoundId);
        await DashboardServer.EndOfAsync(Server, order.Id!);
    }

    /// <summary>Keeps a picture where BESS_SCREENSHOTS names a folder.</summary>
    public async Task PictureAsync(string name, IPage? other = null)
    {
        var page = other ?? Page;
        if (Environment.GetEnvironmentVariable("BESS_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        // Charts are drawn when they come into sight.
        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        await page.SetViewportSizeAsync(width, await page.EvaluateAsync<int>("() => document.scrollingElement.scrollHeight"));
        await page.WaitForTimeoutAsync(300);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        await page.SetViewportSizeAsync(width, height);
    }

    /// <summary>A second window, for what the first has saved.</summary>
    public async Task<IPage> OtherPageAsync()
    {
        var page = await _context.NewPageAsync();
        Listen(page);
        return page;
    }

    /// <summary>Serious and critical faults that axe finds on the page as it is.</summary>
    public async Task<string[]> AxeAsync()
    {
        var axe = RepositoryFolder.Of("src", "Bess.Dashboard", "web", "node_modules", "axe-core", "axe.min.js");
        await Page.EvaluateAsync(await File.ReadAllTextAsync(axe));
        return await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(one => ['serious', 'critical', 'moderate'].includes(one.impact))
              .map(one => `${one.impact} ${one.id}: ${one.nodes.map(node => node.html.slice(0, 150)).join(' | ')}`)
            """);
    }

    public void AssertNoComplaints() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await Server.DisposeAsync();
    }
}
