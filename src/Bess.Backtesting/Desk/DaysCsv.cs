using System.Globalization;
using System.Text;
using Bess.Backtesting.Running;

namespace Bess.Backtesting.Desk;

/// <summary>days.csv: one row a day, amounts in the market's currency.</summary>
public static class DaysCsv
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "days.csv";

    /// <summary>The text of the file.</summary>
    /// <param name="outcome">The run.</param>
    public static string Text(BacktestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var unit = outcome.Request.Market.Currency.Code.ToLowerInvariant();
        var streams = outcome.Days.SelectMany(day => day.Streams.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        var text = new StringBuilder($"day,net_{unit},ceiling_{unit},expected_{unit}");
        foreach (var stream in streams)
            text.Append(CultureInfo.InvariantCulture, $",{Quoted($"{stream}_{unit}")}");
        text.Append(",discharged_mwh,charged_mwh,start_energy_mwh,end_energy_mwh,rules\n");
        for (var k = 0; k < outcome.Days.Count; k++)
        {
            var day = outcome.Days[k];
            text.Append(CultureInfo.InvariantCulture, $"{day.Day:yyyy-MM-dd},{day.Net},{outcome.Ceiling.NetByDay[k]},{Number(day.ExpectedNet)}");
            foreach (var stream in streams)
                text.Append(CultureInfo.InvariantCulture, $",{(day.Streams.TryGetValue(stream, out var amount) ? amount : 0m)}");
            text.Append(CultureInfo.InvariantCulture, $",{Number(day.DischargedMwh)},{Number(day.ChargedMwh)},{Number(day.StartEnergyMwh)},{Number(day.EnergyMwh[^1])}");
            text.Append(CultureInfo.InvariantCulture, $",{Quoted(string.Join("; ", day.Rules))}\n");
        }

        return text.ToString();
    }

    // What is not finite is blank.
    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
