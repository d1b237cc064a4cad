using System.Globalization;
using System.Net;

namespace Bess.Dashboard;

/// <summary>What the command line of the in-process server says.</summary>
/// <param name="Urls">Addresses to listen on; default http://127.0.0.1:5080.</param>
/// <param name="Folder">Enrolled batteries, keys and audit log; default bess-data.</param>
/// <param name="Open">Everybody on this machine is an operator; only on loopback.</param>
/// <param name="Threads">Threads of a round; null for all processors.</param>
internal sealed record DashboardSettings(string Urls, string Folder, bool Open, int? Threads)
{
    public const string Usage =
        """
        Usage: Bess.Dashboard [--urls URL[;URL]] [--data FOLDER] [--open] [--threads N]

          --urls URL      Addresses to listen on [default: http://127.0.0.1:5080]
          --data FOLDER   Enrolled batteries, keys.json and audit.ndjson [default: bess-data]
          --open          Everybody on this machine is an operator, without a key; only on loopback addresses
          --threads N     Threads of a round [default: all processors]

        Without --open there must be keys: bess keys create --role operator --name NAME --file FOLDER/keys.json
        """;

    public string KeyFile => Path.Combine(Folder, "keys.json");

    public string AuditFile => Path.Combine(Folder, "audit.ndjson");

    /// <summary>Reads the command line; null and the reason when it cannot be understood.</summary>
    public static DashboardSettings? Read(string[] args, out string? refusal)
    {
        var settings = new DashboardSettings("http://127.0.0.1:5080", "bess-data", Open: false, Threads: null);
        refusal = null;
        for (var i = 0; i < args.Length && refusal is null; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--open":
                    settings = settings with { Open = true };
                    continue;
                case "--urls" when value is not null:
                    settings = settings with { Urls = value };
                    break;
                case "--data" when value is not null:
                    settings = settings with { Folder = value };
                    break;
                case "--threads" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0:
                    settings = settings with { Threads = threads };
                    break;
                default:
                    refusal = $"Not understood: {args[i]}";
                    break;
            }

            i++;
        }

        refusal ??= settings.Refusal();
        return refusal is null ? settings : null;
    }

    private string? Refusal()
    {
        if (!Open && !File.Exists(KeyFile))
            return $"Expected keys in {KeyFile}, or --open on loopback; was neither.";
        return Open && Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(url => !IsLoopback(url)) is { } open
            ? $"--open: expected loopback addresses such as http://127.0.0.1:5080, was {open}."
            : null;
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
