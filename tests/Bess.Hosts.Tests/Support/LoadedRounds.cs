using Bess.Cli.Inputs;

namespace Bess.Hosts.Tests.Support;

/// <summary>Rounds read from the small valid inputs.</summary>
internal static class LoadedRounds
{
    /// <summary>The pair over one day with a commitment, two scenarios.</summary>
    public static LoadedRound Pair(TempFolder folder, string fleetName = "pair")
    {
        Inputs.WriteAll(folder);
        folder.Write("fleet.json", Inputs.Fleet.Replace("\"name\": \"pair\"", $"\"name\": {System.Text.Json.JsonSerializer.Serialize(fleetName)}", StringComparison.Ordinal));
        var specification = RunFile.Read(folder.Path).Value with
        {
            PricesPath = null,
            ScenariosPath = folder["scenarios.csv"],
            Rule = null,
            Name = "pair-day",
        };
        return RoundLoader.Load(specification, TimeProvider.System).Value;
    }
}
