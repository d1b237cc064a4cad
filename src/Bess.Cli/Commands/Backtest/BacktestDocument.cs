using System.Text.Json.Serialization;
using Bess.Backtesting.Attribution;
using Bess.Backtesting.Sites;
using Bess.Cli.Rendering;
using Bess.Cli.Reports.Backtests;

namespace Bess.Cli.Commands.Backtest;

/// <summary>result.json of a backtest, and what <c>--output json</c> prints; docs/reference/cli.md says what each field is.</summary>
internal sealed record BacktestDocument
{
    public const string FileName = "result.json";
    public const string KindName = "backtest";

    public string Kind { get; init; } = KindName;

    public int SchemaVersion { get; init; } = BessJson.SchemaVersion;

    public required string Zone { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required int Days { get; init; }

    public required string Strategy { get; init; }

    public required bool IsTradable { get; init; }

    public required bool IsSynthetic { get; init; }

    public required string Currency { get; init; }

    public required decimal Net { get; init; }

    public required double NetPerMwYear { get; init; }

    public required decimal Ceiling { get; init; }

    public required double CeilingPerMwYear { get; init; }

    public required string CeilingRules { get; init; }

    public required double Capture { get; init; }

    public required double CaptureLow { get; init; }

    public required double CaptureHigh { get; init; }

    public required double CaptureLevel { get; init; }

    public required decimal WorstDay { get; init; }

    public required DateOnly WorstDayDate { get; init; }

    public required decimal MaxDrawdown { get; init; }

    public required double Sharpe { get; init; }

    public required double ValueAtRisk { get; init; }

    public required double ConditionalValueAtRisk { get; init; }

    public required double CyclesPerDay { get; init; }

    public required double NameplateCyclesPerDay { get; init; }

    public required double DischargedMwh { get; init; }

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

    public required ExpectationDocument Expectation { get; init; }

    public required LeakageDocument Leakage { get; init; }

    /// <summary>On how many days each rule was applied.</summary>
    public required IReadOnlyDictionary<string, int> Rules { get; init; }

    public required string LedgerHash { get; init; }

    public required string? Folder { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The same document with what only a site has.</summary>
    public BacktestDocument With(SiteOutcome site) => this with
    {
        ImportMwh = site.ImportMwh,
        ExportMwh = site.ExportMwh,
        CurtailedMwh = site.CurtailedMwh,
        IdleNet = site.IdleNet,
        GainPerMwYear = SiteSummary.GainPerMwYear(site),
    };

    /// <summary>The document of a run.</summary>
    /// <param name="data">The run with its figures.</param>
    /// <param name="folder">Its folder relative to the working folder; null for none.</param>
    /// <param name="seconds">What it took.</param>
    public static BacktestDocument Of(BacktestReportData data, string? folder, double seconds)
    {
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

/// <summary>What was expected of the days against what came, currency a day.</summary>
internal sealed record ExpectationDocument(int Days, double Bias, double MeanAbsoluteError, double Correlation)
{
    public static ExpectationDocument Of(ExpectationFit fit) => new(fit.Days, fit.Bias, fit.MeanAbsoluteError, fit.Correlation);
}

/// <summary>The certificate.</summary>
internal sealed record LeakageDocument(string Statement, bool IsClean, IReadOnlyList<DateOnly> CheckedDays, IReadOnlyList<DateOnly> LeakingDays);
