namespace Bess.Scheduling.Explaining;

/// <summary>Why a plan does what it does in one interval. Prices are in sure money, see <see cref="PlanExplanation.RiskScale"/>.</summary>
public sealed record IntervalReason
{
    /// <summary>Index of the interval, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>Its start, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>What is done.</summary>
    public required IntervalAction Action { get; init; }

    /// <summary>Net power of the battery (of a two-stage plan: the day-ahead position), MW, &gt; 0 discharge.</summary>
    public required double PowerMw { get; init; }

    /// <summary>Stored energy at the end of the interval, MWh (of a two-stage plan: were the day-ahead schedule run alone).</summary>
    public required double EnergyAfterMwh { get; init; }

    /// <summary>Expected price of the market that the action uses, currency/MWh.</summary>
    public required double ExpectedPricePerMwh { get; init; }

    /// <summary>The coupling's part of the effective price: minus the multipliers of the round's constraints; 0 outside a round.</summary>
    public required double CouplingPricePerMwh { get; init; }

    /// <summary>
    /// The price that the action sees: expected price weighted by the worst cases that CVaR counts, plus the coupling's part, before fees.
    /// </summary>
    public required double EffectivePricePerMwh { get; init; }

    /// <summary>What one MWh more in the store at the end of the interval is worth: the multiplier of the energy balance.</summary>
    public required double StoredEnergyValuePerMwh { get; init; }

    /// <summary>Charging pays below this price: η_c × value of stored energy − wear − fees, shifted by what ramps and reserves make of power.</summary>
    public required double ChargeBreakEvenPerMwh { get; init; }

    /// <summary>Discharging pays above this price: value of stored energy / η_d + wear + fees, shifted likewise.</summary>
    public required double DischargeBreakEvenPerMwh { get; init; }

    /// <summary>
    /// By how much the effective price is on the right side of the break-even price of the action: ≥ 0 for a plan at its optimum. Idle: the
    /// distance to the nearer break-even.
    /// </summary>
    public required double MarginPerMwh { get; init; }

    /// <summary>
    /// Whether the decision follows from the prices alone: the margin is clearly above zero. Otherwise the plan stands at the margin, where
    /// a little more or less costs nothing.
    /// </summary>
    public required bool IsStrict { get; init; }

    /// <summary>Limits that the plan has reached.</summary>
    public required IReadOnlyList<BindingLimit> BindingLimits { get; init; }

    /// <summary>All markets of the plan; one for a plan of energy in one market.</summary>
    public required IReadOnlyList<MarketReason> Markets { get; init; }

    /// <summary>The market that the plan is not in and that would leave the most (or lose the least); null when there is none.</summary>
    public required MarketReason? NextBestMarket { get; init; }

    /// <summary>The opposite: of charging to discharge and the other way round, of idling the cheaper of both. Null when it was not asked for.</summary>
    public required OppositeAction? Opposite { get; init; }

    /// <summary>The interval's part of the plan's gap, currency in sure money, ≥ 0 up to rounding: what the plan loses here against the multipliers.</summary>
    public required double GapShare { get; init; }

    /// <summary>All that in words.</summary>
    public required string Sentence { get; init; }
}
