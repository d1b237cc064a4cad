using Npgsql;

namespace Bess.Silo.Hosting;

/// <summary>The tables of silo-config/postgresql, carried in this program.</summary>
internal static class Schema
{
    private const string Folder = "postgresql/";

    /// <summary>Applies all files in the order of their names, each in one transaction; safe at any time.</summary>
    /// <returns>Their names.</returns>
    public static async Task<IReadOnlyList<string>> ApplyAsync(string connectionString, TextWriter notices)
    {
        var assembly = typeof(Schema).Assembly;
        string[] files = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        connection.Notice += (_, notice) =>
        {
            if (notice.Notice.InvariantSeverity == "WARNING")
                notices.WriteLine($"{notice.Notice.InvariantSeverity}: {notice.Notice.MessageText}");
        };
        foreach (var file in files)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(), connection);
            await command.ExecuteNonQueryAsync();
        }

        return [.. files.Select(file => file[Folder.Length..])];
    }
}
