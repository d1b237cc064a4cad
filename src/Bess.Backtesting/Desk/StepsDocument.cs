using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Bess.Backtesting.Sites;
using Bess.Domain.Json;
using Bess.Domain.Time;

namespace Bess.Backtesting.Desk;

/// <summary>A day of a run step by step; lists have one value a step, power above zero is discharge.</summary>
public sealed record StepsDocument
{
    /// <summary>Kind of the document.</summary>
    [JsonPropertyOrder(-2)]
    public string Kind { get; } = "backtest-steps";

    /// <summary>Version of its form.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; } = BessJson.SchemaVersion;

    /// <summary>The run.</summary>
    public required string Id { get; init; }

    /// <summary>The local day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Clock of the days.</summary>
    public required string Clock { get; init; }

    /// <summary>Start of the first step.</summary>
    public required DateTime StartUtc { get; init; }

    /// <summary>Length of a step.</summary>
    public required double StepSeconds { get; init; }

    /// <summary>Number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Start of each step in local time.</summary>
    public required IReadOnlyList<string> LocalStarts { get; init; }

    /// <summary>Day-ahead prices; NaN where none was published.</summary>
    public required double[] DayAheadPricePerMwh { get; init; }

    /// <summary>Real-time prices; empty when there are none.</summary>
    public required double[] RealTimePricePerMwh { get; init; }

    /// <summary>What a surplus was paid; empty when shortage and surplus have one price.</summary>
    public required double[] RealTimeSurplusPricePerMwh { get; init; }

    /// <summary>Day-ahead position.</summary>
    public required double[] PositionMw { get; init; }

    /// <summary>Asked of the plant.</summary>
    public required double[] SetpointMw { get; init; }

    /// <summary>Metered.</summary>
    public required double[] MeteredMw { get; init; }

    /// <summary>Stored energy before the first step.</summary>
    public required double StartEnergyMwh { get; init; }

    /// <summary>Stored energy after each step.</summary>
    public required double[] EnergyMwh { get; init; }

    /// <summary>Lower end of the window.</summary>
    public required double MinimumEnergyMwh { get; init; }

    /// <summary>Upper end of it.</summary>
    public required double MaximumEnergyMwh { get; init; }

    /// <summary>Limit of charging.</summary>
    public required double ChargeLimitMw { get; init; }

    /// <summary>Limit of discharging.</summary>
    public required double DischargeLimitMw { get; init; }

    /// <summary>Reserve sold.</summary>
    public required IReadOnlyList<ReserveLine> Reserves { get; init; }

    /// <summary>Flows behind the connection of a site; null for a battery alone.</summary>
    public required SiteFlows? Site { get; init; }

    /// <summary>Net of the day.</summary>
    public required decimal Net { get; init; }

    /// <summary>Money by stream.</summary>
    public required IReadOnlyDictionary<string, decimal> Streams { get; init; }

    /// <summary>Rules that were applied.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>The lines of a CSV file; what is unknown is blank.</summary>
    /// <param name="text">Makes a text safe for a cell.</param>
    public IEnumerable<string> Csv(Func<string, string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var unit = Currency.ToLowerInvariant();
        var columns = new List<(string Name, IReadOnlyList<double> Values)>
        {
            ($"day_ahead_{unit}_per_mwh", DayAheadPricePerMwh), ($"real_time_{unit}_per_mwh", RealTimePricePerMwh), ($"real_time_surplus_{unit}_per_mwh", RealTimeSurplusPricePerMwh),
            ("position_mw", PositionMw), ("setpoint_mw", SetpointMw), ("metered_mw", MeteredMw), ("energy_mwh", EnergyMwh),
        };
        foreach (var sold in Reserves)
            columns.AddRange([(text($"{sold.Product}_sold_mw"), sold.SoldMw), (text($"{sold.Product}_held_mw"), sold.HeldMw), (text($"{sold.Product}_{unit}_per_mw_h"), sold.PricePerMwHour)]);
        if (Site is { } site)
            columns.AddRange([("import_mw", site.ImportMw), ("export_mw", site.ExportMw), ("solar_mw", site.SolarMw), ("load_mw", site.LoadMw), ("curtailed_mw", site.CurtailedMw)]);
        columns.RemoveAll(column => column.Values.Count == 0);
        yield return $"start_utc,start_local,{string.Join(',', columns.Select(column => column.Name))}\n";
        for (var t = 0; t < Steps; t++)
        {
            var line = new StringBuilder($"{UtcText.Of(StartUtc.AddSeconds(StepSeconds * t))},{LocalStarts[t]}");
            foreach (var (_, values) in columns)
                line.Append(',').Append(t < values.Count && double.IsFinite(values[t]) ? values[t].ToString("R", CultureInfo.InvariantCulture) : "");
            yield return line.Append('\n').ToString();
        }
    }
}
