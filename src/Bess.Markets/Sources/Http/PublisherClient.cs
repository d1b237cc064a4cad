using System.Net;
using System.Net.Http.Headers;
using Bess.Domain;

namespace Bess.Markets.Sources.Http;

/// <summary>Fetches documents of one publisher: in its pace, with retries, in time and within a size.</summary>
/// <remarks>
/// <para>
/// How to use: a source makes one client from its name and its <see cref="PublisherOptions"/>, builds addresses relative to
/// <see cref="PublisherOptions.BaseAddress"/>, and hands the bytes to its reader:
/// <code>
/// var client = new PublisherClient("SMARD", options);
/// var answer = await client.GetAsync(new Uri("chart_data/4169/DE/index_hour.json", UriKind.Relative), cancellationToken);
/// return answer.Bind(bytes =&gt; SmardReader.Read(bytes, "index_hour.json"));
/// </code>
/// </para>
/// <para>
/// Tried again: no connection, a broken or late answer, and the statuses 408, 429, 500, 502, 503 and 504, after an exponential wait
/// with jitter or after the publisher's Retry-After. Redirects are not followed: they may leave the publisher with the caller's key.
/// A token in the address or in a header is blanked in every fault. Thread-safe; the pace is kept over all callers of one client.
/// </para>
/// </remarks>
public sealed class PublisherClient
{
    private static readonly HttpMessageInvoker Shared = new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.All,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),
    });

    private readonly PublisherOptions _options;
    private readonly PublisherPipeline _pipeline;
    private readonly TimeProvider _time;

    /// <summary>Speaks to one publisher.</summary>
    /// <param name="publisher">Name for the faults.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="time">Clock of waits and time-outs; default: the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">When an option is outside its range.</exception>
    public PublisherClient(string publisher, PublisherOptions options, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(publisher);
        ArgumentNullException.ThrowIfNull(options);
        options.Insist();
        Publisher = publisher;
        _options = options;
        _time = time ?? TimeProvider.System;
        _pipeline = new PublisherPipeline(options, _time);
    }

    /// <summary>Name for the faults.</summary>
    public string Publisher { get; }

    /// <summary>Fetches one document.</summary>
    /// <param name="relative">Address relative to the base address, query included.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>The bytes of an answer with status 200, unpacked; or one fault that says what the publisher did after all tries.</returns>
    public Task<Validated<byte[]>> GetAsync(Uri relative, CancellationToken cancellationToken) =>
        GetAsync(relative, HttpStatusCode.OK, cancellationToken);

    /// <summary>Fetches one document from a publisher that also explains itself under another status.</summary>
    /// <param name="relative">Address relative to the base address, query included.</param>
    /// <param name="alsoRead">A status besides 200 whose body is returned too.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>The bytes, unpacked; or one fault.</returns>
    public async Task<Validated<byte[]>> GetAsync(Uri relative, HttpStatusCode alsoRead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(relative);
        var address = new Uri(_options.BaseAddress, relative);
        var (reply, tries) = await _pipeline.RunAsync(token => OnceAsync(address, alsoRead, token), cancellationToken).ConfigureAwait(false);
        if (reply.Body is not null)
            return Validated<byte[]>.FromValue(reply.Body);
        var count = tries == 1 ? "1 try" : FormattableString.Invariant($"{tries} tries");
        return Validated<byte[]>.FromFault(new Fault(
            $"{Publisher}: {PublicText(address)}", "answer", FormattableString.Invariant($"status 200 with at most {_options.MaximumBytes} bytes"),
            $"{PublicText(reply.Failure!)} after {count}"));
    }

    /// <summary>Fetches one document that may not be there.</summary>
    /// <param name="relative">Address relative to the base address, query included.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>The bytes; none at all (length 0) when the publisher answers 204 or 404; or one fault.</returns>
    public Task<Validated<byte[]>> GetIfThereAsync(Uri relative, CancellationToken cancellationToken) =>
        GetAsync(relative, HttpStatusCode.NotFound, cancellationToken);

    /// <summary>A text without the caller's token, for notes and faults that quote the publisher.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text with the token blanked, as written and as escaped in addresses.</returns>
    public string PublicText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrEmpty(_options.Token)
            ? text
            : text.Replace(_options.Token, "***", StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(_options.Token), "***", StringComparison.Ordinal);
    }

    private string PublicText(Uri address) => PublicText(address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));

    private async Task<PublisherReply> OnceAsync(Uri address, HttpStatusCode alsoRead, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(address);
            using var response = await Shared.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (alsoRead == HttpStatusCode.NotFound && response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NoContent)
                return PublisherReply.Of(response.StatusCode, []);
            if (response.StatusCode != HttpStatusCode.OK && response.StatusCode != alsoRead)
                return Refusal(response);
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await BoundedBody.ReadAsync(stream, _options.MaximumBytes, cancellationToken).ConfigureAwait(false) is { } body
                ? PublisherReply.Of(response.StatusCode, body)
                : PublisherReply.Refused(FormattableString.Invariant($"more than {_options.MaximumBytes} bytes"), mayPass: false);
        }
        catch (HttpRequestException error)
        {
            return PublisherReply.Refused($"no answer ({error.HttpRequestError}: {error.Message})", mayPass: true);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return PublisherReply.Refused($"an answer cut short ({error.Message})", mayPass: true);
        }
    }

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("bess", "0.1"));
        foreach (var (name, value) in _options.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private PublisherReply Refusal(HttpResponseMessage response)
    {
        var status = response.StatusCode;
        var mayPass = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
        var retry = response.Headers.RetryAfter;
        var wait = retry?.Delta ?? (retry?.Date is { } date ? date - _time.GetUtcNow() : null);
        var retryAfter = wait is { } positive && positive > TimeSpan.Zero ? positive : wait is null ? null : (TimeSpan?)TimeSpan.Zero;
        var asked = retryAfter is { } seconds ? FormattableString.Invariant($", asked to wait {seconds.TotalSeconds:0} s") : "";
        return new PublisherReply(
            status, Body: null, FormattableString.Invariant($"status {(int)status} ({status}){asked}"), mayPass, retryAfter);
    }
}
