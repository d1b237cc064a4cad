using Bess.Domain;

namespace Bess.Silo;

/// <summary>What the command line asks for.</summary>
/// <param name="ConfigFile">Settings file; null for none.</param>
/// <param name="AppliesSchema">Whether to apply the schema and end.</param>
/// <param name="Settings">Settings, such as --Bess:Cluster:SiloPort 11112.</param>
internal sealed record CommandLine(string? ConfigFile, bool AppliesSchema, string[] Settings)
{
    public const string Usage =
        """
        Usage: Bess.Silo [--config FILE] [--KEY VALUE ...] [--apply-schema]

          --config FILE      Settings, such as silo-config/orleans/localhost.json
          --KEY VALUE        One setting, such as --Bess:Cluster:SiloPort 11112; all are in silo-config/orleans/README.md
          --apply-schema     Make or bring up to date the tables of Bess:Cluster:ConnectionString, and end
        """;

    public static Validated<CommandLine> Read(string[] arguments)
    {
        var line = new CommandLine(null, AppliesSchema: false, []);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--apply-schema":
                    line = line with { AppliesSchema = true };
                    continue;
                case "--config" when value is not null:
                    line = line with { ConfigFile = value };
                    break;
                case ['-', '-', 'B' or 'b', 'e', 's', 's', ':', ..] key when value is not null:
                    line = line with { Settings = [.. line.Settings, key, value] };
                    break;
                default:
                    return Validated<CommandLine>.FromFault(new Fault("command line", "", "an option with its value", $"'{arguments[i]}'"));
            }

            i++;
        }

        return Validated<CommandLine>.FromValue(line);
    }
}
