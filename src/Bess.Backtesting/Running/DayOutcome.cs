using Bess.Backtesting.Sites;
using Bess.Domain.Time;
using Bess.Markets.Settlement;

namespace Bess.Backtesting.Running;

/// <summary>A day as it was run and settled; a fold over the day's ledger entries.</summary>
public sealed record DayOutcome
{
    /// <summary>The local day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The steps, T.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Day-ahead prices that cleared, currency/MWh, length T; NaN where none was published.</summary>
    public required double[] DayAheadPricePerMwh { get; init; }

    /// <summary>Real-time prices, currency/MWh, length T; empty when the market has none.</summary>
    public required double[] RealTimePricePerMwh { get; init; }

    /// <summary>What a surplus was paid, currency/MWh, length T; empty when shortage and surplus have one price.</summary>
    public double[] RealTimeSurplusPricePerMwh { get; init; } = [];

    /// <summary>Position that the strategy wished for, before the rules of clearing, MW, length T.</summary>
    public double[] DecidedPositionMw { get; init; } = [];

    /// <summary>Energy that was expected at the start of the day when it was decided, MWh.</summary>
    public double ExpectedStartEnergyMwh { get; init; } = double.NaN;

    /// <summary>Day-ahead position, MW, length T, &gt; 0 sold.</summary>
    public required double[] PositionMw { get; init; }

    /// <summary>Asked of the plant, MW, length T.</summary>
    public required double[] SetpointMw { get; init; }

    /// <summary>Metered, MW, length T.</summary>
    public required double[] MeteredMw { get; init; }

    /// <summary>Stored energy of the plant before the first step, MWh.</summary>
    public required double StartEnergyMwh { get; init; }

    /// <summary>Stored energy of the plant after each step, MWh, length T.</summary>
    public required double[] EnergyMwh { get; init; }

    /// <summary>Reserve sold.</summary>
    public IReadOnlyList<ReserveSale> Reserves { get; init; } = [];

    /// <summary>Money by stream, rounded to cents; they sum to <see cref="Net"/> exactly.</summary>
    public required IReadOnlyDictionary<string, decimal> Streams { get; init; }

    /// <summary>Net of the day, currency.</summary>
    public required decimal Net { get; init; }

    /// <summary>What the strategy expected at the decision; NaN when it had no expectation.</summary>
    public double ExpectedNet { get; init; } = double.NaN;

    /// <summary>Rules that were applied because something was missing or failed, in words.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>By which rule what was metered was settled against what was scheduled.</summary>
    public DeviationRule Deviation { get; init; }

    /// <summary>Flows behind the connection of a site; null for a battery alone.</summary>
    public SiteFlows? Site { get; init; }

    /// <summary>Energy discharged, MWh at the connection point.</summary>
    public double DischargedMwh => MeteredMw.Sum(power => Math.Max(0, power)) * Grid.StepHours;

    /// <summary>Energy charged, MWh at the connection point.</summary>
    public double ChargedMwh => MeteredMw.Sum(power => Math.Max(0, -power)) * Grid.StepHours;
}
