using System.Net;
using System.Net.Http.Headers;
using Bess.Domain;

namespace Bess.Coordination.Remote;

/// <summary>Calls to one server.</summary>
internal sealed class ServerLine : IDisposable
{
    /// <summary>What is expected in a fault that says that nothing was heard.</summary>
    public const string Reachable = "a server that answers";

    private const string Prefix = "api/v1/";

    private readonly RemoteOptions _options;
    private readonly HttpClient _client;

    public ServerLine(RemoteOptions options, HttpMessageHandler? handler)
    {
        _options = options;
        // A redirection would carry the key to whoever is named there.
        _client = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            BaseAddress = new Uri(options.Server.AbsoluteUri.TrimEnd('/') + "/" + Prefix),
        };
        if (options.ApiKey is { } key)
            _client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", key);
    }

    /// <summary>The server's name in faults.</summary>
    public string Name => _options.Server.GetLeftPart(UriPartial.Authority);

    /// <summary>Asks for one whole answer.</summary>
    /// <exception cref="BessDataException">When the server cannot be reached, breaks off or takes too long.</exception>
    public async Task<ServerAnswer> CallAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_options.AnswerLimit, _options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = Request(method, path, body);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            return new ServerAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BessDataException([new Fault(Name, "", $"an answer within {_options.AnswerLimit.TotalSeconds:0.###} s", "none")]);
        }
        catch (HttpRequestException error)
        {
            throw new BessDataException([Unreachable(error)]);
        }
    }

    /// <summary>Opens a stream; the caller disposes of the response.</summary>
    /// <exception cref="HttpRequestException">When the server cannot be reached.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, body: null);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    public Fault Unreachable(Exception error) => new(Name, "", Reachable, Domain.Json.LocatedNode.OneLine(error.Message, 200));

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(HttpMethod method, string path, byte[]? body)
    {
        var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version11 };
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }
}
