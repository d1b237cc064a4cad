using System.Globalization;
using System.Text.RegularExpressions;

namespace Bess.Cluster.Drills.Harness;

/// <summary>Where the time of a round went, as the silo has written it to its log.</summary>
internal static partial class LoggedSplit
{
    /// <summary>The times of a round on the first silo, by name.</summary>
    public static async Task<Dictionary<string, double>> OfAsync(DrillCluster cluster, string roundId)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (cluster.Silos[0].Log.LastOrDefault(line => line.Contains($"Round {roundId} ended", StringComparison.Ordinal)) is { } line)
            {
                return Named().Matches(line).ToDictionary(match => match.Groups[1].Value, match => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"the silo did not log the end of {roundId}");
    }

    [GeneratedRegex(@"(SolveSeconds|MessageSeconds|PersistenceSeconds|RootSeconds|(?<=RoundSplit.*)AggregatorSeconds) = ([0-9.E+-]+)")]
    private static partial Regex Named();
}
