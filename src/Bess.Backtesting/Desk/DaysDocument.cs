using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Bess.Domain.Json;

namespace Bess.Backtesting.Desk;

/// <summary>A run day by day, with running sums.</summary>
/// <param name="Id">The run.</param>
/// <param name="Currency">Code of the currency.</param>
/// <param name="IsFinal">False while it has not ended: the days so far, without ceilings, and no leakage check was made of them yet.</param>
/// <param name="Streams">Names of the streams, the largest total first.</param>
/// <param name="Days">The days, in order.</param>
public sealed record DaysDocument(string Id, string Currency, bool IsFinal, IReadOnlyList<string> Streams, IReadOnlyList<DayLine> Days)
{
    /// <summary>Kind of the document.</summary>
    [JsonPropertyOrder(-2)]
    public string Kind { get; } = "backtest-days";

    /// <summary>Version of its form.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; } = BessJson.SchemaVersion;

    /// <summary>The lines of a CSV file: amounts in the currency, what is unknown blank.</summary>
    /// <param name="text">Makes a text safe for a cell.</param>
    public IEnumerable<string> Csv(Func<string, string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var unit = Currency.ToLowerInvariant();
        var head = new StringBuilder($"day,net_{unit},ceiling_{unit},expected_{unit}");
        foreach (var stream in Streams)
            head.Append(',').Append(text($"{stream}_{unit}"));
        yield return $"{head},sum_{unit},ceiling_sum_{unit},drawdown_{unit},cycles,discharged_mwh,charged_mwh,start_energy_mwh,end_energy_mwh,rules\n";
        foreach (var day in Days)
        {
            var line = new StringBuilder(Invariant($"{day.Day:yyyy-MM-dd},{day.Net},{day.Ceiling},{Number(day.Expected)}"));
            foreach (var stream in Streams)
                line.Append(CultureInfo.InvariantCulture, $",{(day.Streams.TryGetValue(stream, out var amount) ? amount : 0m)}");
            line.Append(Invariant($",{day.Sum},{day.CeilingSum},{day.Drawdown},{Number(day.Cycles)},{Number(day.DischargedMwh)},{Number(day.ChargedMwh)}"));
            line.Append(Invariant($",{Number(day.StartEnergyMwh)},{Number(day.EndEnergyMwh)},{text(string.Join("; ", day.Rules))}\n"));
            yield return line.ToString();
        }
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
