namespace Bess.Scheduling.Explaining;

/// <summary>The prices of a step, in sure money per MWh.</summary>
/// <param name="Expected">Expected price of the market that the action uses.</param>
/// <param name="Coupling">The coupling's part of the effective price.</param>
/// <param name="Sell">What the next (or last) MWh sold pays before fees.</param>
/// <param name="Buy">What the next (or last) MWh bought costs before fees.</param>
/// <param name="StoredEnergyValue">Multiplier of the energy balance.</param>
/// <param name="ChargeBreakEven">Buying pays below it.</param>
/// <param name="DischargeBreakEven">Selling pays above it.</param>
internal sealed record StepFigures(
    double Expected, double Coupling, double Sell, double Buy, double StoredEnergyValue, double ChargeBreakEven, double DischargeBreakEven)
{
    public IReadOnlyList<BindingLimit> Limits { get; init; } = [];

    public IReadOnlyList<MarketReason> Markets { get; init; } = [];

    /// <summary>What the break-even prices are made of, in words; may be empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What else makes the price, in a sentence; may be empty.</summary>
    public string Place { get; init; } = "";
}
