using System.Globalization;
using System.Text;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Backtests;

/// <summary>A folder with made-up zones that no catalogue knows; hours from the start of 2025 in central European time.</summary>
internal static class SmallMarket
{
    public const string Zone = "test_zone";

    /// <summary>What the environment says.</summary>
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string> { ["BESS_MARKET_DIR"] = "market" };

    private static readonly DateTimeOffset Start = new(2024, 12, 31, 23, 0, 0, TimeSpan.Zero);

    /// <summary>The zone with a day-ahead and an imbalance price, and a second zone of another currency.</summary>
    /// <param name="days">How many days.</param>
    public static TempFolder Make(int days = 45)
    {
        var folder = new TempFolder();
        folder.Write($"market/{Zone}/day_ahead.csv", Series("day_ahead_eur_per_mwh", days, seed: 3, noise: 10));
        folder.Write($"market/{Zone}/imbalance.csv", Series("imbalance_eur_per_mwh", days, seed: 4, noise: 40));
        folder.Write("market/other/day_ahead.csv", "# synthetic: a test\n" + Series("day_ahead_gbp_per_mwh", days, seed: 5, noise: 10));
        return folder;
    }

    /// <summary>Runs a command line in the folder.</summary>
    public static Task<CliRun> RunAsync(TempFolder folder, params string[] args) => CliRun.InAsync(folder.Path, args, environment: Environment);

    private static string Series(string column, int days, int seed, double noise)
    {
        var random = new Random(seed);
        var text = new StringBuilder($"timestamp_utc,{column}\n");
        for (var t = 0; t < days * 24; t++)
        {
            var value = 50 + (30 * Math.Sin(2 * Math.PI * t / 12)) + (t / 24 % 7 > 4 ? -25 : 0) + (noise * (random.NextDouble() - 0.5));
            text.Append(CultureInfo.InvariantCulture, $"{Start.AddHours(t):yyyy-MM-dd'T'HH:mm:ss'Z'},{value:0.00}\n");
        }

        return text.ToString();
    }
}
