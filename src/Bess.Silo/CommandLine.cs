using Bess.Domain;

namespace Bess.Silo;

/// <summary>What the command line asks for.</summary>
/// <param name="ConfigFile">Settings file; null for none.</param>
/// <param name="AppliesSchema">Whether to apply the schema and end.</param>
/// <param name="Settings">Settings, such as --Bess:Cluster:SiloPort 11112.</param>
/// <param name="Token">A prosumer's token; null for none.</param>
internal sealed record CommandLine(string? ConfigFile, bool AppliesSchema, string[] Settings, string? Token = null)
{
    public const string Usage =
        """
        Usage: Bess.Silo [--config FILE] [--KEY VALUE ...] [--apply-schema]
               Bess.Silo join URL --vpp NAME --fleet FILE [--token TOKEN] [--state FOLDER] [--address IP] [--silo-port PORT]
                              [--certificate FILE --key FILE] [--KEY VALUE ...]

          --config FILE      Settings, such as silo-config/orleans/localhost.json
          --KEY VALUE        One setting, such as --Bess:Cluster:SiloPort 11112; all are in silo-config/orleans/README.md
          --apply-schema     Make or bring up to date the tables of Bess:Cluster:ConnectionString, and end

        join: host your own batteries in somebody's power plant
          URL                The operator's address
          --vpp NAME         The power plant
          --fleet FILE       Your batteries; the file stays here
          --token TOKEN      As issued by the operator [default: the environment, Bess__Prosumer__Token]
          --state FOLDER     Where your schedules are kept [default: state]
          --address IP       Address at which the operator's silos reach this machine [default: 127.0.0.1]
          --silo-port PORT   Port for them [default: 11121]
          --certificate, --key   PEM files, where the operator's silos use certificates
        """;

    private static readonly Dictionary<string, string> JoinOptions = new(StringComparer.Ordinal)
    {
        ["--vpp"] = "Prosumer:PowerPlant",
        ["--fleet"] = "Prosumer:FleetFile",
        ["--state"] = "Prosumer:StateFolder",
        ["--address"] = "Cluster:AdvertisedAddress",
        ["--silo-port"] = "Cluster:SiloPort",
        ["--certificate"] = "Cluster:Tls:CertificateFile",
        ["--key"] = "Cluster:Tls:KeyFile",
    };

    /// <summary>What holds for a silo that joins unless it is said otherwise.</summary>
    private static readonly string[] JoinStandards =
    [
        "--Bess:Cluster:Role", "prosumer", "--Bess:Cluster:Clustering", "PostgreSql", "--Bess:Cluster:SiloPort", "11121",
        "--Bess:Cluster:GatewayPort", "0", "--Bess:Http:Url", "http://127.0.0.1:8090",
    ];

    private bool Joins { get; init; }

    public static Validated<CommandLine> Read(string[] arguments)
    {
        var line = new CommandLine(null, AppliesSchema: false, []);
        var first = 0;
        if (arguments is ["join", ..])
        {
            if (arguments is not [_, ['h', 't', 't', 'p', ..] url, ..])
                return Misunderstood("the operator's address after 'join', such as https://operator.example", arguments.ElementAtOrDefault(1));
            line = line with { Joins = true, Settings = [.. JoinStandards, "--Bess:Prosumer:CoordinatorUrl", url] };
            first = 2;
        }

        for (var i = first; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            if (arguments[i] == "--apply-schema")
                line = line with { AppliesSchema = true };
            else if (value is not null && line.With(arguments[i], value) is { } longer)
                (line, i) = (longer, i + 1);
            else
                return Misunderstood("an option with its value", arguments[i]);
        }

        return Validated<CommandLine>.FromValue(line);
    }

    private CommandLine? With(string option, string value) => option switch
    {
        "--config" => this with { ConfigFile = value },
        "--token" when Joins => this with { Token = value },
        ['-', '-', 'B' or 'b', 'e', 's', 's', ':', ..] => this with { Settings = [.. Settings, option, value] },
        _ when Joins && JoinOptions.TryGetValue(option, out var key) => this with { Settings = [.. Settings, $"--Bess:{key}", value] },
        _ => null,
    };

    private static Validated<CommandLine> Misunderstood(string expected, string? actual) =>
        Validated<CommandLine>.FromFault(new Fault("command line", "", expected, actual is null ? "nothing" : $"'{actual}'"));
}
