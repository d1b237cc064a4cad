using Bess.Coordination.Remote.Keys;
using Microsoft.Extensions.Options;

namespace Bess.Dashboard.Security;

/// <summary>Keys, audit log and rates of one host.</summary>
internal sealed class ApiGuards : IDisposable
{
    private const string Bearer = "Bearer ";
    private readonly ApiKeyRing? _keys;
    private readonly ApiKeyRecord? _ofThisRun;
    private readonly TimeProvider _clock;

    public ApiGuards(IOptions<BessApiOptions> options, TimeProvider clock)
    {
        var settings = options.Value;
        _clock = clock;
        _ofThisRun = settings.KeyOfThisRun;
        _keys = settings.KeyFile is { } file ? new ApiKeyRing(file, clock) : null;
        IsOpen = settings.Open;
        Audit = new AuditLog(settings.AuditFile, clock);
        Rates = new CallRates(settings.CallsPerSecond, settings.CallsAtOnce);
    }

    public bool IsOpen { get; }

    public AuditLog Audit { get; }

    public CallRates Rates { get; }

    /// <summary>The record of the key that a request shows; null when it shows none or a bad one.</summary>
    public ApiKeyRecord? KeyOf(IHeaderDictionary headers)
    {
        var shown = headers["X-Api-Key"].Count == 1 ? headers["X-Api-Key"].ToString() : null;
        if (shown is null && headers.Authorization.Count == 1 && headers.Authorization.ToString() is { } text && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            shown = text[Bearer.Length..].Trim();
        if (_ofThisRun is not null && ApiKey.TryFind(shown, [_ofThisRun], _clock.GetUtcNow(), out var record))
            return record;
        return _keys is not null && _keys.TryFind(shown, out record) ? record : null;
    }

    public void Dispose()
    {
        Audit.Dispose();
        Rates.Dispose();
    }
}
