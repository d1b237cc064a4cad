using System.Net;

namespace Bess.Markets.Sources.Http;

/// <summary>How one try ended: a body, or in words why there is none.</summary>
/// <param name="Status">Status, or null when there was no answer.</param>
/// <param name="Body">The bytes, or null.</param>
/// <param name="Failure">Why there is no body; null when there is one.</param>
/// <param name="MayPass">Whether another try may do better.</param>
/// <param name="RetryAfter">What the publisher asked for, or null.</param>
internal sealed record PublisherReply(HttpStatusCode? Status, byte[]? Body, string? Failure, bool MayPass, TimeSpan? RetryAfter)
{
    public static PublisherReply Of(HttpStatusCode status, byte[] body) => new(status, body, Failure: null, MayPass: false, RetryAfter: null);

    public static PublisherReply Refused(string failure, bool mayPass) => new(Status: null, Body: null, failure, mayPass, RetryAfter: null);
}
