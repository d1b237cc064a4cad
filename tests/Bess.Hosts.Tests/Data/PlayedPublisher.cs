using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bess.Hosts.Tests.Data;

/// <summary>A server on loopback that plays Energy-Charts: hand-made hourly prices, gaps and outages on demand.</summary>
internal sealed class PlayedPublisher : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly WebApplication _app;

    private PlayedPublisher()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single() + "/";

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Whether a value is not there.</summary>
    public Func<DateTimeOffset, bool> Lacks { get; set; } = _ => false;

    /// <summary>The value that is there.</summary>
    public Func<DateTimeOffset, double> ValueAt { get; set; } = at => Math.Round(50 + (at.Hour * 1.25) - (at.Day / 3.0), 2);

    /// <summary>The answer to a request by its number, from 1, if not a good one.</summary>
    public Func<int, int> StatusOf { get; set; } = _ => 200;

    /// <summary>Request by number, from 1, whose answer never comes; 0 for none.</summary>
    public int HangsAt { get; set; }

    /// <summary>Ends when a request hangs.</summary>
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<PlayedPublisher> StartAsync()
    {
        var publisher = new PlayedPublisher();
        await publisher._app.StartAsync();
        return publisher;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue(context.Request.Path + context.Request.QueryString);
        var number = _requests.Count;
        if (number == HangsAt)
        {
            Hanging.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        context.Response.StatusCode = StatusOf(number);
        if (context.Response.StatusCode != 200)
            return;
        var hours = Hours(Instant(context, "start"), Instant(context, "end")).ToArray();
        var prices = hours.Select(at => Lacks(at) ? "null" : ValueAt(at).ToString("R", CultureInfo.InvariantCulture));
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$"""{"unit":"EUR / MWh","unix_seconds":[{{string.Join(',', hours.Select(at => at.ToUnixTimeSeconds()))}}],"price":[{{string.Join(',', prices)}}]}""");
    }

    private static IEnumerable<DateTimeOffset> Hours(DateTimeOffset start, DateTimeOffset end)
    {
        for (var at = start; at < end; at = at.AddHours(1))
            yield return at;
    }

    private static DateTimeOffset Instant(HttpContext context, string name) =>
        DateTimeOffset.Parse(context.Request.Query[name].ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
