using System.Globalization;
using System.Net;

namespace Bess.Dashboard;

/// <summary>What the command line of the in-process server says.</summary>
/// <param name="Urls">Addresses to listen on; default http://127.0.0.1:5080.</param>
/// <param name="Folder">Rounds, enrolled batteries, prices, keys and audit log; default bess-data.</param>
/// <param name="Open">Everybody on this machine is an operator; only on loopback.</param>
/// <param name="Threads">Threads of a round; null for all processors.</param>
/// <param name="OrderFolder">Orders ready to launch; null for none.</param>
internal sealed record DashboardSettings(string Urls, string Folder, bool Open, int? Threads, string? OrderFolder = null)
{
    public const string Usage =
        """
        Usage: Bess.Dashboard [--urls URL[;URL]] [--data FOLDER] [--open] [--threads N] [--orders FOLDER]

          --urls URL      Addresses to listen on [default: http://127.0.0.1:5080]
          --data FOLDER   Rounds, enrolled batteries, prices, keys.json and audit.ndjson [default: bess-data]
          --open          Everybody on this machine is an operator, without a key; only on loopback addresses
          --threads N     Threads of a round [default: all processors]
          --orders FOLDER Orders ready to launch, NAME.json [default: those of the samples]

        Without --open and keys.json, on loopback addresses, a key for this run is made and printed with the address.
        Keys that stay: bess keys create --role operator --name NAME --file FOLDER/keys.json
        """;

    /// <summary>Whether nobody could enter: then whoever started it gets a key.</summary>
    public bool NeedsKeyOfThisRun => !Open && !File.Exists(KeyFile);

    public string KeyFile => Path.Combine(Folder, "keys.json");

    public string AuditFile => Path.Combine(Folder, "audit.ndjson");

    /// <summary>Reads the command line; null and the reason when it cannot be understood.</summary>
    public static DashboardSettings? Read(string[] args, out string? refusal)
    {
        var settings = new DashboardSettings("http://127.0.0.1:5080", "bess-data", Open: false, Threads: null, Path.Combine(AppContext.BaseDirectory, "orders"));
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
                case "--orders" when value is not null:
                    settings = settings with { OrderFolder = value };
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
        var open = Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(url => !IsLoopback(url));
        if (open is null)
            return null;
        if (Open)
            return $"--open: expected loopback addresses such as http://127.0.0.1:5080, was {open}.";
        return NeedsKeyOfThisRun ? $"Expected keys in {KeyFile} for addresses that others reach, such as {open}; there are none." : null;
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
