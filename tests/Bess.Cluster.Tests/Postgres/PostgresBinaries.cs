using System.Diagnostics;
using System.Text;

namespace Bess.Cluster.Tests.Postgres;

/// <summary>Where the programs of a PostgreSQL server are and how this account may run them.</summary>
/// <remarks>
/// Looked for in the folder named by the environment variable <c>BESS_POSTGRES_BIN</c>, in /usr/lib/postgresql/*/bin (newest first), and in
/// the folders of PATH. PostgreSQL refuses to run as root, so root lends it another account of this machine.
/// </remarks>
internal sealed class PostgresBinaries
{
    private static readonly Lazy<PostgresBinaries?> Found = new(Search);

    private readonly string _folder;
    private readonly string[] _runAs;

    private PostgresBinaries(string folder, string? account, string[] runAs)
    {
        _folder = folder;
        Account = account;
        _runAs = runAs;
    }

    /// <summary>The binaries of this machine, null when there are none that can be run.</summary>
    public static PostgresBinaries? Instance => Found.Value;

    /// <summary>The account that runs the server, null for the one of this process.</summary>
    public string? Account { get; }

    /// <summary>Runs one of the programs to its end.</summary>
    /// <param name="program">Its name, such as <c>initdb</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public async Task RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await TryRunAsync(program, arguments).ConfigureAwait(false);
        if (exitCode != 0)
            throw new InvalidOperationException($"{program} ended with {exitCode}, expected 0: {output}");
    }

    /// <summary>Runs one of the programs to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Exit code and what it said.</returns>
    public Task<(int ExitCode, string Output)> TryRunAsync(string program, params string[] arguments) =>
        ExecuteAsync([.. _runAs, Path.Combine(_folder, program), .. arguments]);

    /// <summary>Makes a folder and what is in it belong to the account that runs the server.</summary>
    /// <param name="folder">The folder.</param>
    public async Task HandOverAsync(string folder)
    {
        if (Account is null)
            return;
        var (exitCode, output) = await ExecuteAsync(["chown", "-R", Account, folder]).ConfigureAwait(false);
        if (exitCode != 0)
            throw new InvalidOperationException($"chown {Account} {folder} ended with {exitCode}, expected 0: {output}");
    }

    private static PostgresBinaries? Search()
    {
        var folder = Folders().FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
        if (folder is null)
            return null;
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
            return new PostgresBinaries(folder, null, []);
        foreach (var account in new[] { "postgres", "nobody", "daemon" })
        {
            string[][] ways = [["setpriv", $"--reuid={account}", "--clear-groups", "--"], ["runuser", "-u", account, "--"]];
            foreach (var way in ways)
            {
                var (exitCode, _) = ExecuteAsync([.. way, Path.Combine(folder, "pg_ctl"), "--version"]).GetAwaiter().GetResult();
                if (exitCode == 0)
                    return new PostgresBinaries(folder, account, way);
            }
        }

        return null;
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("BESS_POSTGRES_BIN") is { Length: > 0 } named)
        {
            yield return named;
            yield break;
        }

        const string packaged = "/usr/lib/postgresql";
        if (Directory.Exists(packaged))
        {
            var versions = Directory.GetDirectories(packaged)
                .OrderByDescending(f => int.TryParse(Path.GetFileName(f), out var version) ? version : 0);
            foreach (var version in versions)
                yield return Path.Combine(version, "bin");
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
    }

    private static async Task<(int ExitCode, string Output)> ExecuteAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(), // one that the other account may enter
        };
        foreach (var argument in command.AsSpan(1))
            start.ArgumentList.Add(argument);
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        void Keep(object sender, DataReceivedEventArgs e)
        {
            lock (output)
                output.AppendLine(e.Data);
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{command[0]} did not end within 2 minutes: {output}");
        }

        lock (output)
            return (process.ExitCode, output.ToString().Trim());
    }
}
