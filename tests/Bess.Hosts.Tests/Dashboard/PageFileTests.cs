using System.IO.Compression;
using System.Net;
using System.Text;
using Bess.Dashboard.Pages;
using Bess.Hosts.Tests.Server;
using Xunit.Abstractions;

namespace Bess.Hosts.Tests.Dashboard;

/// <summary>How the pages are sent.</summary>
public sealed class PageFileTests(ITestOutputHelper output)
{
    private const int MostBytes = 500_000;

    [Fact]
    public async Task Start_EachEncoding_IsTheSamePageWithItsPolicy()
    {
        await using var server = await DashboardServer.StartAsync();
        if (!PageFiles.Embedded().AreThere)
        {
            await MissingAsync(server);
            return;
        }

        using var client = Raw(server);
        var plain = await client.GetAsync("/");
        var text = await plain.Content.ReadAsStringAsync();
        Assert.Equal("text/html; charset=utf-8", plain.Content.Headers.ContentType!.ToString());
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var policy = plain.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(text, await UnpackedAsync(client, "gzip", stream => new GZipStream(stream, CompressionMode.Decompress)));
        Assert.Equal(text, await UnpackedAsync(client, "br", stream => new BrotliStream(stream, CompressionMode.Decompress)));
    }

    [Fact]
    public async Task Files_KnownTag_304()
    {
        await using var server = await DashboardServer.StartAsync();
        using var client = Raw(server);
        foreach (var name in PageFiles.Embedded().Names)
        {
            using var first = await client.GetAsync("/" + name.Replace(PageFiles.Start, "", StringComparison.Ordinal));
            Assert.Equal(200, (int)first.StatusCode);
            using var again = new HttpRequestMessage(HttpMethod.Get, "/" + name.Replace(PageFiles.Start, "", StringComparison.Ordinal));
            again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
            using var second = await client.SendAsync(again);
            Assert.Equal(304, (int)second.StatusCode);
            Assert.Equal(name.StartsWith("assets/", StringComparison.Ordinal), first.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Files_All_WeighLittle()
    {
        var files = PageFiles.Embedded();
        var brotli = files.Names.Sum(name => files.Find(name)!.Brotli.Length);
        var gzip = files.Names.Sum(name => files.Find(name)!.Gzip.Length);
        output.WriteLine(files.AreThere ? $"all files of the pages: {brotli} bytes as brotli, {gzip} bytes as gzip" : "NOT CHECKED: the pages were not built here (no Node.js)");
        Assert.InRange(gzip, 0, MostBytes);
    }

    [Theory]
    [InlineData("/assets/../keys.json")]
    [InlineData("/%2e%2e/keys.json")]
    [InlineData("/index.html.br")]
    [InlineData("/nothing")]
    public async Task Files_OtherPaths_AreNotThere(string path)
    {
        await using var server = await DashboardServer.StartAsync();
        (await server.CallAsync("GET", path, null)).IsProblem(404, "not-found");
    }

    private async Task MissingAsync(TestServer server)
    {
        output.WriteLine("NOT CHECKED: the pages were not built here (no Node.js)");
        var answer = await server.CallAsync("GET", "/", null);
        Assert.Equal(503, answer.Status);
        Assert.Contains("Node.js", answer.Text, StringComparison.Ordinal);
    }

    private static HttpClient Raw(TestServer server) =>
        new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = server.Address };

    private static async Task<string> UnpackedAsync(HttpClient client, string encoding, Func<Stream, Stream> unpack)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Encoding", encoding);
        using var response = await client.SendAsync(request);
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.Single());
        await using var stream = unpack(await response.Content.ReadAsStreamAsync());
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
