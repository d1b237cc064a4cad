using Bess.Coordination.Remote.Keys;
using Bess.Domain;

namespace Bess.Cli.Commands.Keys;

/// <summary>Changes files of keys; knows nothing of consoles.</summary>
internal static class KeysHandler
{
    /// <summary>Adds a key to a file, which is made if it is missing.</summary>
    /// <returns>The key itself, or why there is none.</returns>
    public static Validated<string> Create(string path, string name, ApiRole role, DateTimeOffset now, TimeSpan? lifetime) =>
        Records(path).Bind(records =>
        {
            if (records.FirstOrDefault(record => record.Name == name && record.IsValidAt(now)) is { } other)
                return Validated<string>.FromFault(new Fault("command line", "--name", "a name without a valid key; revoke that one first", $"'{name}', {ApiKeyFile.NameOf(other.Role)} since {other.Created:yyyy-MM-dd}"));
            var record = ApiKey.Create(name, role, now, now + lifetime, out var key);
            return Write(path, [.. records, record]).Map(_ => key);
        });

    /// <summary>Revokes all keys of a name.</summary>
    /// <returns>How many; a name without a key that was not revoked before is a fault.</returns>
    public static Validated<IReadOnlyList<ApiKeyRecord>> Revoke(string path, string name, DateTimeOffset now) => ApiKeyFile.Read(path).Bind(records =>
    {
        IReadOnlyList<ApiKeyRecord> revoked = [.. records.Where(record => record.Name == name && record.Revoked is null)];
        return revoked.Count == 0
            ? Validated<IReadOnlyList<ApiKeyRecord>>.FromFault(new Fault(Path.GetFileName(path), "--name", "the name of a key that is not revoked", $"'{name}'"))
            : Write(path, [.. records.Select(record => revoked.Contains(record) ? record with { Revoked = now } : record)]).Map(_ => revoked);
    });

    private static Validated<IReadOnlyList<ApiKeyRecord>> Records(string path) =>
        File.Exists(path) ? ApiKeyFile.Read(path) : Validated<IReadOnlyList<ApiKeyRecord>>.FromValue([]);

    private static Validated<IReadOnlyList<ApiKeyRecord>> Write(string path, IReadOnlyList<ApiKeyRecord> records)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            ApiKeyFile.Write(path, records);
            return Validated<IReadOnlyList<ApiKeyRecord>>.FromValue(records);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<IReadOnlyList<ApiKeyRecord>>.FromFault(new Fault("command line", "--file", "a file that can be written", error.Message));
        }
    }
}
