using Bess.Markets.Sources.Http;
using Bess.Markets.Tests.Sources.Http;

namespace Bess.Markets.Tests.Sources.Loopback;

/// <summary>A publisher on loopback that answers by address with a status and a text; 404 where the test prepared nothing.</summary>
internal sealed class StandInPublisher(Func<string, (int Status, string Body)?> answer) : IAsyncDisposable
{
    private const string Folder = "/base/";

    private readonly LoopbackPublisher _server = new((address, _) =>
        answer(Relative(address)) is { } known ? LoopbackPublisher.Status($"{known.Status} prepared", known.Body) : LoopbackPublisher.Status("404 Not Found"));

    /// <summary>Addresses relative to the base address, in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Asked => [.. _server.Asked.Select(Relative)];

    /// <summary>Options of a client that asks here and soon gives up.</summary>
    public PublisherOptions Options => _server.Options with { LongestDelay = TimeSpan.FromMilliseconds(5), Retries = 2 };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string Relative(string address) => address.StartsWith(Folder, StringComparison.Ordinal) ? address[Folder.Length..] : address;
}
