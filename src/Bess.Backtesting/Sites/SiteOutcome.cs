using Bess.Backtesting.Running;

namespace Bess.Backtesting.Sites;

/// <summary>A finished run of a site.</summary>
public sealed record SiteOutcome
{
    /// <summary>What was run.</summary>
    public required SiteRequest Request { get; init; }

    /// <summary>Days, ceiling, certificate and ledger; net and ceiling are those of the whole site.</summary>
    public required BacktestOutcome Run { get; init; }

    /// <summary>Net of each day of the same site with an unused battery, currency.</summary>
    public required IReadOnlyList<decimal> IdleNetByDay { get; init; }

    /// <summary>Net of the same site with an unused battery, currency.</summary>
    public decimal IdleNet => IdleNetByDay.Sum();

    /// <summary>What the battery is worth to the site: net less <see cref="IdleNet"/>.</summary>
    public decimal Gain => Run.Net - IdleNet;

    /// <summary>Imported energy, MWh.</summary>
    public double ImportMwh => Sum(flows => flows.ImportMw);

    /// <summary>Exported energy, MWh.</summary>
    public double ExportMwh => Sum(flows => flows.ExportMw);

    /// <summary>Curtailed energy of the sun, MWh.</summary>
    public double CurtailedMwh => Sum(flows => flows.CurtailedMw);

    private double Sum(Func<SiteFlows, double[]> of) => Run.Days.Sum(day => of(day.Site!).Sum() * day.Grid.StepHours);
}
