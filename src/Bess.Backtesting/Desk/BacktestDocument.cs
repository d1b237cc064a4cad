using System.Text.Json.Serialization;
using Bess.Backtesting.Sites;
using Bess.Domain.Json;

namespace Bess.Backtesting.Desk;

/// <summary>result.json of a backtest, and what <c>--output json</c> prints; docs/reference/cli.md says what each field is.</summary>
public sealed record BacktestDocument
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "result.json";
    /// <summary>Kind of the document.</summary>
    public const string KindName = "backtest";

    /// <summary>Kind of the document.</summary>
    public string Kind { get; init; } = KindName;

    /// <summary>Version of its form.</summary>
    public int SchemaVersion { get; init; } = BessJson.SchemaVersion;

    /// <summary>Name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>First local day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last local day, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Days that were run.</summary>
    public required int Days { get; init; }

    /// <summary>Name of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>False for a yardstick that is given the prices that came.</summary>
    public required bool IsTradable { get; init; }

    /// <summary>Whether prices were made up by a program.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>Code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Net of the run.</summary>
    public required decimal Net { get; init; }

    /// <summary>Net per MW and year.</summary>
    public required double NetPerMwYear { get; init; }

    /// <summary>What perfect foresight would have earned.</summary>
    public required decimal Ceiling { get; init; }

    /// <summary>The same per MW and year.</summary>
    public required double CeilingPerMwYear { get; init; }

    /// <summary>Rules of the ceiling, in words.</summary>
    public required string CeilingRules { get; init; }

    /// <summary>Net / ceiling.</summary>
    public required double Capture { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public required double CaptureLow { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public required double CaptureHigh { get; init; }

    /// <summary>Nominal coverage of the interval.</summary>
    public required double CaptureLevel { get; init; }

    /// <summary>Least net of a day.</summary>
    public required decimal WorstDay { get; init; }

    /// <summary>The day of it.</summary>
    public required DateOnly WorstDayDate { get; init; }

    /// <summary>Largest fall of the cumulative net from a peak.</summary>
    public required decimal MaxDrawdown { get; init; }

    /// <summary>Sharpe ratio of the days, scaled to a year.</summary>
    public required double Sharpe { get; init; }

    /// <summary>Value at risk of the daily loss at 5 %.</summary>
    public required double ValueAtRisk { get; init; }

    /// <summary>Mean loss of the worst 5 % of days.</summary>
    public required double ConditionalValueAtRisk { get; init; }

    /// <summary>Cycles of the usable window a day.</summary>
    public required double CyclesPerDay { get; init; }

    /// <summary>Cycles of the nameplate capacity a day.</summary>
    public required double NameplateCyclesPerDay { get; init; }

    /// <summary>Energy discharged at the connection point.</summary>
    public required double DischargedMwh { get; init; }

    /// <summary>Energy charged at the connection point.</summary>
    public required double ChargedMwh { get; init; }

    /// <summary>Per MW and year, by stream; sums to <see cref="NetPerMwYear"/>.</summary>
    public required IReadOnlyDictionary<string, double> Streams { get; init; }

    /// <summary>Of the run, by stream; sums to <see cref="Net"/> to the cent.</summary>
    public required IReadOnlyDictionary<string, decimal> StreamTotals { get; init; }

    /// <summary>Of a site: imported energy, MWh.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ImportMwh { get; init; }

    /// <summary>Of a site: exported energy, MWh.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ExportMwh { get; init; }

    /// <summary>Of a site: energy of the sun that was not used, MWh.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CurtailedMwh { get; init; }

    /// <summary>Of a site: net with an unused battery.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? IdleNet { get; init; }

    /// <summary>Of a site: net less <see cref="IdleNet"/>, per MW and year.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? GainPerMwYear { get; init; }

    /// <summary>Expected against realised net.</summary>
    public required ExpectationDocument Expectation { get; init; }

    /// <summary>The certificate.</summary>
    public required LeakageDocument Leakage { get; init; }

    /// <summary>On how many days each rule was applied.</summary>
    public required IReadOnlyDictionary<string, int> Rules { get; init; }

    /// <summary>Hash of the last ledger entry.</summary>
    public required string LedgerHash { get; init; }

    /// <summary>Folder of the run, in the words of the host; null for none.</summary>
    public required string? Folder { get; init; }

    /// <summary>What was assumed or passed over.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the run took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The document of a run.</summary>
    /// <param name="data">The run with its figures.</param>
    /// <param name="folder">Its folder in the words of the host; null for none.</param>
    /// <param name="seconds">What it took.</param>
    public static BacktestDocument Of(FinishedBacktest data, string? folder, double seconds)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (outcome, figures) = (data.Outcome, data.Summary);
        return new BacktestDocument
        {
            Zone = figures.Zone,
            From = outcome.Request.From,
            To = outcome.Request.To,
            Days = figures.Days,
            Strategy = figures.Strategy,
            IsTradable = data.IsTradable,
            IsSynthetic = data.IsSynthetic,
            Currency = figures.Currency,
            Net = figures.Net,
            NetPerMwYear = figures.NetPerMwYear,
            Ceiling = outcome.Ceiling.Net,
            CeilingPerMwYear = figures.CeilingPerMwYear,
            CeilingRules = figures.CeilingRules,
            Capture = figures.Capture,
            CaptureLow = figures.CaptureLow,
            CaptureHigh = figures.CaptureHigh,
            CaptureLevel = figures.CaptureLevel,
            WorstDay = figures.WorstDay,
            WorstDayDate = figures.WorstDayDate,
            MaxDrawdown = figures.MaxDrawdown,
            Sharpe = figures.Sharpe,
            ValueAtRisk = figures.ValueAtRisk,
            ConditionalValueAtRisk = figures.ConditionalValueAtRisk,
            CyclesPerDay = figures.CyclesPerDay,
            NameplateCyclesPerDay = figures.NameplateCyclesPerDay,
            DischargedMwh = figures.DischargedMwh,
            ChargedMwh = figures.ChargedMwh,
            Streams = figures.Streams.ToDictionary(stream => stream.Name, stream => stream.PerMwYear),
            StreamTotals = figures.Streams.ToDictionary(stream => stream.Name, stream => stream.Total),
            ImportMwh = data.Site?.ImportMwh,
            ExportMwh = data.Site?.ExportMwh,
            CurtailedMwh = data.Site?.CurtailedMwh,
            IdleNet = data.Site?.IdleNet,
            GainPerMwYear = data.Site is { } site ? SiteSummary.GainPerMwYear(site) : null,
            Expectation = ExpectationDocument.Of(figures.Expectation),
            Leakage = new LeakageDocument(outcome.Leakage.Statement, outcome.Leakage.IsClean, outcome.Leakage.CheckedDays, outcome.Leakage.LeakingDays),
            Rules = figures.Rules.ToDictionary(rule => rule.Rule, rule => rule.Days),
            LedgerHash = outcome.LedgerHash,
            Folder = folder,
            Notes = data.Notes,
            Seconds = Math.Round(seconds, 3),
        };
    }
}
