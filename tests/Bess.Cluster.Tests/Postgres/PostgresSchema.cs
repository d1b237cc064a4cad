using Npgsql;

namespace Bess.Cluster.Tests.Postgres;

/// <summary>The database schema of silo-config/postgresql.</summary>
internal static class PostgresSchema
{
    /// <summary>Applies the files in the order of their names, each as one batch, so as one transaction.</summary>
    /// <param name="connectionString">Connection string of the owner-to-be.</param>
    /// <param name="folder">The folder of the files; null: silo-config/postgresql of this repository.</param>
    public static async Task ApplyAsync(string connectionString, string? folder = null)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        foreach (var file in Directory.GetFiles(folder ?? Folder(), "*.sql").Order(StringComparer.Ordinal))
        {
            await using var command = source.CreateCommand(await File.ReadAllTextAsync(file).ConfigureAwait(false));
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The schema's folder, found by walking up from the test's binaries.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="DirectoryNotFoundException">No folder above holds silo-config/postgresql.</exception>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "silo-config", "postgresql");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException($"silo-config/postgresql, expected in a folder above {AppContext.BaseDirectory}");
    }
}
