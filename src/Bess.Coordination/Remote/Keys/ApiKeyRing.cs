using System.Diagnostics.CodeAnalysis;

namespace Bess.Coordination.Remote.Keys;

/// <summary>The keys of a file, read again when the file changes, so that a revoked key opens nothing any more. Thread-safe.</summary>
/// <param name="path">The file; while it is missing or damaged no key opens anything.</param>
/// <param name="clock">Clock of expiry.</param>
public sealed class ApiKeyRing(string path, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private (DateTime WrittenUtc, long Bytes) _seen;
    private IReadOnlyList<ApiKeyRecord> _records = [];

    /// <summary>Finds the record that a key belongs to.</summary>
    /// <param name="key">What somebody shows; anything.</param>
    /// <param name="record">The record, or null.</param>
    /// <returns>Whether the key opens doors.</returns>
    public bool TryFind(string? key, [NotNullWhen(true)] out ApiKeyRecord? record) => ApiKey.TryFind(key, Records(), clock.GetUtcNow(), out record);

    private IReadOnlyList<ApiKeyRecord> Records()
    {
        var file = new FileInfo(path);
        var now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        lock (_gate)
        {
            if (now != _seen)
            {
                _records = file.Exists && ApiKeyFile.Read(path).TryGet(out var records) ? records : [];
                _seen = now;
            }

            return _records;
        }
    }
}
