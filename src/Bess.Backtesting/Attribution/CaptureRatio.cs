using Bess.Backtesting.Running;

namespace Bess.Backtesting.Attribution;

/// <summary>The share of its ceiling that a run earned: the ratio of the sums, not the mean of daily ratios.</summary>
/// <param name="Value">Net / ceiling, 1; NaN when the ceiling is not above zero.</param>
/// <param name="Interval">Its interval; may be unknown.</param>
/// <param name="Note">Why something is missing or must not be trusted; empty as a rule.</param>
public sealed record CaptureRatio(double Value, ConfidenceInterval Interval, string Note)
{
    /// <summary>The capture of a run.</summary>
    /// <param name="outcome">The run, with a ceiling of as many days.</param>
    /// <param name="bootstrap">How the interval is drawn; null for the defaults.</param>
    public static CaptureRatio Of(BacktestOutcome outcome, BootstrapSettings? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        bootstrap ??= new BootstrapSettings();
        var ceiling = outcome.Ceiling.Net;
        if (ceiling <= 0)
        {
            const string NoCeiling = "the ceiling is not above zero: there is nothing to capture";
            return new CaptureRatio(double.NaN, ConfidenceInterval.Unknown(bootstrap.Level, NoCeiling), NoCeiling);
        }

        double[] nets = [.. outcome.Days.Select(day => (double)day.Net)];
        double[] ceilings = [.. outcome.Ceiling.NetByDay.Select(net => (double)net)];
        var interval = BlockBootstrap.OfRatio(nets, ceilings, bootstrap);
        var note = outcome.Net > ceiling ? "above its ceiling: the ceiling does not hold for this run" : interval.Note;
        return new CaptureRatio((double)(outcome.Net / ceiling), interval, note);
    }
}
