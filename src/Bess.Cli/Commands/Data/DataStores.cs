using Bess.Domain;
using Bess.Markets.Store;

namespace Bess.Cli.Commands.Data;

/// <summary>Opens the store that a command works on.</summary>
internal static class DataStores
{
    private const string PostgresVariable = "BESS_DATA_POSTGRES";

    /// <summary>Opens a store.</summary>
    /// <param name="context">For paths and the environment.</param>
    /// <param name="choice">Which.</param>
    /// <param name="writes">Whether the command adds to it; otherwise it must be there.</param>
    /// <param name="faults">Gets why it cannot be opened.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The store, or null with a fault.</returns>
    public static async Task<OpenStore?> OpenAsync(
        CliContext context, StoreChoice choice, bool writes, List<Fault> faults, CancellationToken cancellationToken)
    {
        if (choice.Postgres)
            return await DatabaseAsync(context, faults, cancellationToken);
        var named = context.Host.EnvironmentVariable("BESS_DATA_DIR");
        var path = context.Resolve(choice.Folder ?? (string.IsNullOrEmpty(named) ? "bess-data" : named));
        if (File.Exists(path) || (!writes && !Directory.Exists(path)))
        {
            faults.Add(Origin.CommandLine("--store").Fault("a folder with a store", $"'{path}', where there is none"));
            return null;
        }

        var store = new FileObservationStore(path, context.Host.Clock);
        return new OpenStore(store, Path.GetRelativePath(context.Host.WorkingFolder, path), () =>
        {
            store.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<OpenStore?> DatabaseAsync(CliContext context, List<Fault> faults, CancellationToken cancellationToken)
    {
        var origin = new Origin("environment", PostgresVariable);
        if (context.Host.EnvironmentVariable(PostgresVariable) is not { Length: > 0 } connection)
        {
            faults.Add(origin.Fault("a connection string of PostgreSQL", "not set"));
            return null;
        }

        try
        {
            var store = new PostgreSqlObservationStore(connection, context.Host.Clock);
            await store.ApplySchemaAsync(cancellationToken);
            return new OpenStore(store, "PostgreSQL", store.DisposeAsync);
        }
        catch (ArgumentException)
        {
            // Its text may hold a password.
            faults.Add(origin.Fault("a connection string of PostgreSQL", "another text"));
            return null;
        }
    }
}

/// <summary>What the command line says about the store.</summary>
/// <param name="Folder">Folder, or null for the default.</param>
/// <param name="Postgres">Whether it is the data base that the environment names.</param>
internal sealed record StoreChoice(string? Folder, bool Postgres);

/// <summary>An open store with its name for people.</summary>
internal sealed class OpenStore(IObservationStore store, string name, Func<ValueTask> close) : IAsyncDisposable
{
    public IObservationStore Store { get; } = store;

    public string Name { get; } = name;

    public ValueTask DisposeAsync() => close();
}
