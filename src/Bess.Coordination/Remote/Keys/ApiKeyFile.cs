using System.Text.Json;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Json;
using Bess.Domain.Time;

namespace Bess.Coordination.Remote.Keys;

/// <summary>The file in which keys are kept as salted hashes. Written beside its place, then renamed; readable by its owner only.</summary>
public static class ApiKeyFile
{
    private const string Kind = "api-keys";
    private const int LongestBytes = 4 << 20;

    private static readonly IReadOnlyDictionary<string, ApiRole> RoleNames = new Dictionary<string, ApiRole>
    {
        ["operator"] = ApiRole.Operator,
        ["prosumer"] = ApiRole.Prosumer,
        ["viewer"] = ApiRole.Viewer,
    };

    /// <summary>The roles by their names in files and on command lines.</summary>
    public static IReadOnlyDictionary<string, ApiRole> Roles => RoleNames;

    /// <summary>The name of a role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>Its name in files and on command lines.</returns>
    public static string NameOf(ApiRole role) => DocumentNames.Of(RoleNames, role);

    /// <summary>Reads the keys.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The keys in order of their making, or all faults; a file that is missing is one.</returns>
    public static Validated<IReadOnlyList<ApiKeyRecord>> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        try
        {
            var read = DocumentBytes.Read(File.ReadAllBytes(path), Kind, LongestBytes, Records);
            return read.IsValid
                ? read
                : Validated<IReadOnlyList<ApiKeyRecord>>.FromFaults(read.Faults.Select(fault => fault with { Location = $"{name}: {fault.Location}" }));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var why = error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : LocatedNode.OneLine(error.Message, 300);
            return Validated<IReadOnlyList<ApiKeyRecord>>.FromFault(new Fault(name, "", "a readable file of keys", why));
        }
    }

    /// <summary>Writes the keys.</summary>
    /// <param name="path">The file; replaced. Its folder must exist.</param>
    /// <param name="records">The keys.</param>
    /// <exception cref="IOException">When the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">When the file may not be written.</exception>
    public static void Write(string path, IReadOnlyList<ApiKeyRecord> records)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(records);
        var beside = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(beside);
        using (var file = new FileStream(beside, options))
        {
            file.Write(DocumentBytes.Write(Kind, records, (json, all) => json.Objects("keys", all, Fields)));
            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static void Fields(Utf8JsonWriter json, ApiKeyRecord record)
    {
        json.WriteString("id", record.Id);
        json.WriteString("name", record.Name);
        json.WriteString("role", NameOf(record.Role));
        json.WriteString("createdUtc", UtcText.Of(record.Created));
        if (record.Expires is { } expires)
            json.WriteString("expiresUtc", UtcText.Of(expires));
        if (record.Revoked is { } revoked)
            json.WriteString("revokedUtc", UtcText.Of(revoked));
        json.WriteBase64String("salt", record.Salt);
        json.WriteBase64String("hmacSha256", record.Hash);
    }

    private static IReadOnlyList<ApiKeyRecord> Records(DocumentObject form) => form.Objects("keys", Record);

    private static ApiKeyRecord Record(DocumentObject form) => new(
        form.Text("id"),
        form.Text("name", AgentId.IsValid, "1-64 characters of A-Z a-z 0-9 . _ -"),
        form.OneOf("role", RoleNames),
        Bytes(form, "salt", 16),
        Bytes(form, "hmacSha256", 32),
        form.Instant("createdUtc"),
        form.InstantOrNull("expiresUtc"),
        form.InstantOrNull("revokedUtc"));

    private static byte[] Bytes(DocumentObject form, string name, int count)
    {
        var bytes = new byte[count];
        if (!Convert.TryFromBase64String(form.Text(name), bytes, out var written) || written != count)
            form.Refuse(name, $"{count} bytes in base 64", "something else");
        return bytes;
    }
}
