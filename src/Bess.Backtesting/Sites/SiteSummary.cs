using Bess.Backtesting.Attribution;
using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Sites;

/// <summary>The figures of a site: those of a run, with the capture of what the battery added.</summary>
public static class SiteSummary
{
    /// <summary>Sums a run up.</summary>
    /// <remarks>
    /// Net, ceiling, streams and risk are of the whole site. Capture and its interval are (net − idle) / (ceiling − idle), idle the same
    /// site with an unused battery: the load's bill is no merit of the battery.
    /// </remarks>
    /// <param name="outcome">The run.</param>
    /// <param name="bootstrap">How the interval is drawn; null for the defaults.</param>
    public static Validated<BacktestSummary> Of(SiteOutcome outcome, BootstrapSettings? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return BacktestSummary.Of(outcome.Run, bootstrap).Map(figures =>
        {
            var gain = CaptureRatio.Of(Gains(outcome), bootstrap);
            return figures with
            {
                Capture = gain.Value,
                CaptureLow = gain.Interval.Low,
                CaptureHigh = gain.Interval.High,
                CaptureLevel = gain.Interval.Level,
                CaptureNote = gain.Note,
            };
        });
    }

    /// <summary>What the battery added per MW of its discharge limit and 365 days.</summary>
    /// <param name="outcome">The run.</param>
    public static double GainPerMwYear(SiteOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return new YearScale(outcome.Run.Days.Count, outcome.Request.Site.Plant.Battery.DischargeLimit.Mw).Of(outcome.Gain);
    }

    // The run with idle taken from its days and from its ceiling.
    private static BacktestOutcome Gains(SiteOutcome outcome) => outcome.Run with
    {
        Days = [.. outcome.Run.Days.Select((day, k) => day with { Net = day.Net - outcome.IdleNetByDay[k] })],
        Ceiling = outcome.Run.Ceiling with { NetByDay = [.. outcome.Run.Ceiling.NetByDay.Select((net, k) => net - outcome.IdleNetByDay[k])] },
    };
}
