using Bess.Backtesting.Running;

namespace Bess.Backtesting.Attribution;

/// <summary>The money of a run by day, as far as runs are compared by it; can be read back from a run folder without the market's data.</summary>
public sealed record RunMoney
{
    /// <summary>Name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Name of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>Discharge limit of the battery, MW, by which figures are divided.</summary>
    public required double PowerMw { get; init; }

    /// <summary>First local day that was asked for.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last local day that was asked for, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The days that were run, in order.</summary>
    public required IReadOnlyList<DayMoney> Days { get; init; }

    /// <summary>The money of a finished run.</summary>
    /// <param name="outcome">The run.</param>
    public static RunMoney Of(BacktestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var request = outcome.Request;
        return new RunMoney
        {
            Zone = request.Market.Zone,
            Currency = request.Market.Currency.Code,
            Strategy = request.Strategy,
            PowerMw = request.Plant.Battery.DischargeLimit.Mw,
            From = request.From,
            To = request.To,
            Days = [.. outcome.Days.Select(day => new DayMoney(day.Day, day.Net, day.Streams))],
        };
    }
}
