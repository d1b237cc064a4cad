using Bess.Dashboard.Pages;
using Microsoft.Playwright;

namespace Bess.Hosts.Tests.Dashboard.Browser;

/// <summary>One browser for all tests: the one that is installed, none is fetched. Without it, or without the pages, the tests say so and check nothing.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Where .ci/run has installed all that is needed, "not checked" is no answer.
    private const string Wanted = "BESS_BROWSER_TESTS";
    private IPlaywright? _playwright;

    public IBrowser? Browser { get; private set; }

    /// <summary>Why nothing can be checked; null when it can.</summary>
    public string? Missing { get; private set; }

    public async Task InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("BESS_CHROMIUM") ?? Known.FirstOrDefault(File.Exists);
        Missing = path is null || !File.Exists(path) ? $"there is no Chromium on this machine ({string.Join(", ", Known)}, or BESS_CHROMIUM)"
            : !PageFiles.Embedded().AreThere ? "the pages were not built on this machine (no Node.js)"
            : null;
        if (Missing is not null && Environment.GetEnvironmentVariable(Wanted) == "required")
            throw new InvalidOperationException($"{Wanted}=required, but {Missing}");
        if (Missing is not null)
            return;
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        _playwright?.Dispose();
    }
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
