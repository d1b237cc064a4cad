using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Bess.Cluster.Tests.Postgres;

/// <summary>A PostgreSQL server of one test's own: a temporary folder, a free loopback port, gone with the test.</summary>
/// <remarks>Not thread-safe: start, stop and kill it from one place.</remarks>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "bess";

    private readonly PostgresBinaries _binaries;
    private readonly string _folder;
    private readonly string _password;
    private readonly bool _durable;

    private PostgresServer(PostgresBinaries binaries, string folder, string password, bool durable)
    {
        _binaries = binaries;
        _folder = folder;
        _password = password;
        _durable = durable;
    }

    /// <summary>Whether this machine has a PostgreSQL server that can be run.</summary>
    public static bool IsAvailable => PostgresBinaries.Instance is not null;

    /// <summary>What a test says, loudly, when <see cref="IsAvailable"/> is false.</summary>
    public static string WhyNot =>
        "NOT TESTED: no PostgreSQL server programs here (looked in BESS_POSTGRES_BIN, /usr/lib/postgresql/*/bin and PATH; root also needs setpriv or runuser).";

    /// <summary>Loopback port; stays the same over stop and start.</summary>
    public int Port { get; private set; }

    /// <summary>Connection string of the owner of the database.</summary>
    public string ConnectionString => ConnectionStringFor(User, _password);

    /// <summary>The process id of the server, null while it does not run.</summary>
    public int? ProcessId =>
        File.Exists(PidFile) && int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) ? pid : null;

    private string Data => Path.Combine(_folder, "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    private string LogFile => Path.Combine(_folder, "server.log");

    /// <summary>Makes a new server and starts it.</summary>
    /// <param name="durable">Whether a commit waits for the disk (fsync), as in production; false is faster and loses data with the power.</param>
    /// <param name="applySchema">Whether to apply silo-config/postgresql.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="InvalidOperationException">No binaries (see <see cref="IsAvailable"/>), or they failed.</exception>
    public static async Task<PostgresServer> StartNewAsync(bool durable = true, bool applySchema = true)
    {
        var binaries = PostgresBinaries.Instance ?? throw new InvalidOperationException(WhyNot);
        var folder = Directory.CreateTempSubdirectory("bess-pg-").FullName;
        var server = new PostgresServer(binaries, folder, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), durable);
        try
        {
            await server.InitialiseAsync().ConfigureAwait(false);
            await server.StartOnFreePortAsync().ConfigureAwait(false);
            if (applySchema)
                await PostgresSchema.ApplyAsync(server.ConnectionString).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Connection string of another login.</summary>
    /// <param name="user">The login.</param>
    /// <param name="password">Its password.</param>
    /// <returns>The connection string.</returns>
    public string ConnectionStringFor(string user, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = Port,
        Database = "postgres",
        Username = user,
        Password = password,
        MaxPoolSize = 40,
        Timeout = 5,
    }.ConnectionString;

    /// <summary>Opens a connection of the owner, outside any pool: a pool would hand out one that a stop has broken.</summary>
    /// <returns>The open connection.</returns>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync().ConfigureAwait(false);
        return connection;
    }

    /// <summary>Starts the server again on its port; does nothing while it runs.</summary>
    public async Task StartAsync()
    {
        if (ProcessId is not null && await IsRunningAsync().ConfigureAwait(false))
            return;
        await _binaries.RunAsync("pg_ctl", "start", "-w", "-s", "-D", Data, "-l", LogFile, "-o", Settings()).ConfigureAwait(false);
    }

    /// <summary>Stops the server as an operator would: sessions are broken off, committed data is on disk.</summary>
    public async Task StopAsync()
    {
        if (await IsRunningAsync().ConfigureAwait(false))
            await _binaries.RunAsync("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", Data).ConfigureAwait(false);
    }

    /// <summary>Stops the server without any goodbye; the next start recovers from its log.</summary>
    public async Task CrashAsync()
    {
        if (await IsRunningAsync().ConfigureAwait(false))
            await _binaries.RunAsync("pg_ctl", "stop", "-w", "-s", "-m", "immediate", "-D", Data).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (Directory.Exists(Data) && await IsRunningAsync().ConfigureAwait(false))
            await _binaries.TryRunAsync("pg_ctl", "stop", "-w", "-s", "-m", "immediate", "-D", Data).ConfigureAwait(false);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task InitialiseAsync()
    {
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, _password).ConfigureAwait(false);
        await _binaries.HandOverAsync(_folder).ConfigureAwait(false);
        await _binaries.RunAsync(
            "initdb", "-D", Data, "-U", User, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--locale=C", "--no-sync")
            .ConfigureAwait(false);
        File.Delete(passwordFile);
    }

    private async Task StartOnFreePortAsync()
    {
        // Somebody may take the port between the look and the start; a second look finds another.
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            try
            {
                await StartAsync().ConfigureAwait(false);
                return;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                await StopAsync().ConfigureAwait(false);
            }
        }
    }

    private string Settings() => string.Create(
        CultureInfo.InvariantCulture,
        $"-p {Port} -h 127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync={(_durable ? "on" : "off")} -c synchronous_commit={(_durable ? "on" : "off")}");

    private async Task<bool> IsRunningAsync()
    {
        var (exitCode, _) = await _binaries.TryRunAsync("pg_ctl", "status", "-D", Data).ConfigureAwait(false);
        return exitCode == 0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
