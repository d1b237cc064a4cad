using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Attribution;

/// <summary>The figures of a run; money in the currency of the market.</summary>
/// <remarks>
/// "Per MW and year" is the sum over the run × 365 / days run / MW of discharge limit: a day counts as one whether it has 23, 24 or
/// 25 hours, and a year has 365 days in leap years too, so that a run of 366 days is divided by 366. Figures that cannot be told are
/// NaN and a note says why. Immutable and thread-safe.
/// </remarks>
public sealed record BacktestSummary
{
    /// <summary>Name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Name of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>Code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>First day that was run.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day that was run.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Days that were run.</summary>
    public required int Days { get; init; }

    /// <summary>Discharge limit of the battery, MW.</summary>
    public required double PowerMw { get; init; }

    /// <summary>Net of the run, currency.</summary>
    public required decimal Net { get; init; }

    /// <summary>Net per MW and year.</summary>
    public required double NetPerMwYear { get; init; }

    /// <summary>What perfect foresight would have earned per MW and year under the same rules.</summary>
    public required double CeilingPerMwYear { get; init; }

    /// <summary>The rules of the ceiling, in words.</summary>
    public required string CeilingRules { get; init; }

    /// <summary>Net / ceiling, 1; NaN when the ceiling is not above zero.</summary>
    public required double Capture { get; init; }

    /// <summary>Lower end of the interval of the capture; NaN when there is none.</summary>
    public required double CaptureLow { get; init; }

    /// <summary>Upper end of the interval of the capture; NaN when there is none.</summary>
    public required double CaptureHigh { get; init; }

    /// <summary>Nominal coverage of that interval.</summary>
    public required double CaptureLevel { get; init; }

    /// <summary>Why capture or its interval is missing or must not be trusted; empty as a rule.</summary>
    public required string CaptureNote { get; init; }

    /// <summary>Least net of a day.</summary>
    public required decimal WorstDay { get; init; }

    /// <summary>The day of it, the first of several.</summary>
    public required DateOnly WorstDayDate { get; init; }

    /// <summary>Largest fall of the cumulative daily net from a peak, ≥ 0.</summary>
    public required decimal MaxDrawdown { get; init; }

    /// <summary>√365 · mean / standard deviation of the daily net; NaN when that is not defined.</summary>
    public required double Sharpe { get; init; }

    /// <summary>Value at risk of the daily loss at 5 %; &gt; 0 when money is lost.</summary>
    public required double ValueAtRisk { get; init; }

    /// <summary>Mean loss of the worst 5 % of days; &gt; 0 when money is lost.</summary>
    public required double ConditionalValueAtRisk { get; init; }

    /// <summary>Energy taken out of the cells (<see cref="CellEnergy"/>) / usable window / days.</summary>
    public required double CyclesPerDay { get; init; }

    /// <summary>The same energy / nameplate capacity / days.</summary>
    public required double NameplateCyclesPerDay { get; init; }

    /// <summary>Energy discharged, MWh at the connection point.</summary>
    public required double DischargedMwh { get; init; }

    /// <summary>Energy charged, MWh at the connection point.</summary>
    public required double ChargedMwh { get; init; }

    /// <summary>Charged plus discharged, MWh at the connection point.</summary>
    public double ThroughputMwh => ChargedMwh + DischargedMwh;

    /// <summary>Money by stream, the largest first; sums to <see cref="Net"/> exactly.</summary>
    public required IReadOnlyList<StreamTotal> Streams { get; init; }

    /// <summary>Rules that were applied, the most frequent first.</summary>
    public required IReadOnlyList<RuleCount> Rules { get; init; }

    /// <summary>Expected against realised net.</summary>
    public required ExpectationFit Expectation { get; init; }

    /// <summary>Sums a run up.</summary>
    /// <param name="outcome">The run.</param>
    /// <param name="bootstrap">How the interval is drawn; null for the defaults.</param>
    /// <returns>The figures, or faults: no days, days out of order, streams that do not sum to the net, a ceiling of other days.</returns>
    public static Validated<BacktestSummary> Of(BacktestOutcome outcome, BootstrapSettings? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var faults = OutcomeCheck.Of(outcome);
        return faults.Count > 0
            ? Validated<BacktestSummary>.FromFaults(faults)
            : Validated<BacktestSummary>.FromValue(Build(outcome, bootstrap ?? new BootstrapSettings()));
    }

    private static BacktestSummary Build(BacktestOutcome outcome, BootstrapSettings bootstrap)
    {
        var (request, days) = (outcome.Request, outcome.Days);
        var battery = request.Plant.Battery;
        var scale = new YearScale(days.Count, battery.DischargeLimit.Mw);
        double[] nets = [.. days.Select(day => (double)day.Net)];
        var worst = days.MinBy(day => day.Net)!;
        var capture = CaptureRatio.Of(outcome, bootstrap);
        var discharged = days.Sum(day => day.DischargedMwh);
        var cellMwhPerDay = CellEnergy.DischargedMwh(request, days) / days.Count;
        return new BacktestSummary
        {
            Zone = request.Market.Zone,
            Strategy = request.Strategy,
            Currency = request.Market.Currency.Code,
            From = days[0].Day,
            To = days[^1].Day,
            Days = days.Count,
            PowerMw = scale.PowerMw,
            Net = outcome.Net,
            NetPerMwYear = scale.Of(outcome.Net),
            CeilingPerMwYear = scale.Of(outcome.Ceiling.Net),
            CeilingRules = outcome.Ceiling.Rules,
            Capture = capture.Value,
            CaptureLow = capture.Interval.Low,
            CaptureHigh = capture.Interval.High,
            CaptureLevel = capture.Interval.Level,
            CaptureNote = capture.Note,
            WorstDay = worst.Net,
            WorstDayDate = worst.Day,
            MaxDrawdown = DailyRisk.MaxDrawdown(days.Select(day => day.Net)),
            Sharpe = DailyRisk.Sharpe(nets),
            ValueAtRisk = DailyRisk.ValueAtRisk(nets),
            ConditionalValueAtRisk = DailyRisk.ConditionalValueAtRisk(nets),
            CyclesPerDay = cellMwhPerDay / (battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh),
            NameplateCyclesPerDay = cellMwhPerDay / battery.Capacity.Mwh,
            DischargedMwh = discharged,
            ChargedMwh = days.Sum(day => day.ChargedMwh),
            Streams = StreamsOf(days, scale),
            Rules = RuleCount.Of(days),
            Expectation = ExpectationFit.Of(days),
        };
    }

    private static StreamTotal[] StreamsOf(IReadOnlyList<DayOutcome> days, YearScale scale) =>
    [
        .. days.SelectMany(day => day.Streams)
            .GroupBy(stream => stream.Key, stream => stream.Value, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Total: group.Sum()))
            .OrderByDescending(stream => stream.Total).ThenBy(stream => stream.Name, StringComparer.Ordinal)
            .Select(stream => new StreamTotal(stream.Name, stream.Total, scale.Of(stream.Total))),
    ];
}
