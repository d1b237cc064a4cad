using System.Globalization;
using Bess.Coordination.Rounds;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Cli.Runs;

/// <summary>coupling.csv: sums, limits and multipliers of each constraint, one row an interval.</summary>
internal static class CouplingCsv
{
    public const string FileName = "coupling.csv";

    public static void Write(RoundResult result, TimeGrid grid, Currency currency, TextWriter writer)
    {
        var unit = currency.Code.ToLowerInvariant();
        writer.Write($"timestamp_utc,constraint,power_mw,lower_mw,upper_mw,multiplier_{unit}_per_mwh,multiplier_unique\n");
        foreach (var sum in result.Coupling)
        {
            for (var t = 0; t < grid.Count; t++)
            {
                var unique = result.NonUniqueMultiplierSteps.Contains(t) ? "0" : "1";
                string[] cells =
                [
                    UtcText.Of(grid.StartOf(t)), Quoted(sum.Name), Number(sum.PowerMw[t]), Number(sum.LowerMw[t]), Number(sum.UpperMw[t]),
                    Number(sum.MultiplierPerMwh[t]), unique,
                ];
                writer.Write(string.Join(',', cells) + "\n");
            }
        }
    }

    // What is not finite (no limit on that side) is blank.
    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
