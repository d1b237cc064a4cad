using System.Net.Sockets;
using Bess.Domain;
using Bess.Silo.Catalog;
using Bess.Silo.Hosting;
using Bess.Silo.Joining;
using Bess.Silo.Settings;
using Npgsql;

namespace Bess.Silo;

/// <summary>A silo from its command line to its end.</summary>
internal static class SiloProgram
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        var line = CommandLine.Read(arguments);
        if (!line.TryGet(out var asked))
            return await RefuseAsync(line.Faults, errors, CommandLine.Usage);
        var read = SettingsFile.Read(asked.ConfigFile, asked.Settings, asked.Token);
        if (!read.TryGet(out var settings))
            return await RefuseAsync(read.Faults, errors);
        try
        {
            if (settings.Prosumer?.Admission is not null && !asked.AppliesSchema)
            {
                var joined = await Joiner.JoinAsync(settings, output);
                if (!joined.TryGet(out settings))
                    return await RefuseAsync(joined.Faults, errors);
            }

            return asked.AppliesSchema ? await ApplySchemaAsync(settings.Cluster, output, errors) : await ServeAsync(settings, output, errors);
        }
        catch (Exception error) when (error is NpgsqlException or OrleansException or IOException or SocketException)
        {
            await errors.WriteLineAsync(error.InnerException is { } inner ? $"{error.Message} ({inner.Message})" : error.Message);
            return Failed;
        }
#pragma warning disable CA1031 // The edge of the process: whoever started it learns why it ends.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await errors.WriteLineAsync(error.ToString());
            return Failed;
        }
    }

    private static async Task<int> ServeAsync(SiloSettings settings, TextWriter output, TextWriter errors)
    {
        var catalog = settings.Cluster.Role is SiloRole.All or SiloRole.Coordinator ? settings.Catalog : new CatalogSettings(null, null, null);
        var fleets = CatalogFiles.Read(catalog);
        if (!fleets.TryGet(out var offered))
            return await RefuseAsync(fleets.Faults, errors);
        using var telemetry = Telemetry.Start(settings);
        await using var app = SiloHost.Create(settings, offered);
        await app.StartAsync();
        await output.WriteLineAsync(
            $"Silo {settings.Cluster.AdvertisedAddress}:{settings.Cluster.SiloPort} of cluster {settings.Cluster.ClusterId}, role {settings.Cluster.Role}; listening on {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync();
        return Done;
    }

    private static async Task<int> ApplySchemaAsync(ClusterSettings settings, TextWriter output, TextWriter errors)
    {
        if (settings.ConnectionString is not { } connectionString)
        {
            return await RefuseAsync(
                [new Fault("settings", "Bess:Cluster:ConnectionString", "the connection string of the database's owner, in the environment", "nothing")], errors);
        }

        foreach (var file in await Schema.ApplyAsync(connectionString, errors))
            await output.WriteLineAsync($"applied {file}");
        return Done;
    }

    private static async Task<int> RefuseAsync(IReadOnlyList<Fault> faults, TextWriter errors, string? usage = null)
    {
        foreach (var fault in faults)
            await errors.WriteLineAsync(fault.ToString());
        if (usage is not null)
            await errors.WriteLineAsync($"\n{usage}");
        return Misused;
    }
}
