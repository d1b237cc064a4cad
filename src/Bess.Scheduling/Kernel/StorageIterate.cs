namespace Bess.Scheduling.Kernel;

/// <summary>A <see cref="StorageState"/> in words: the point and every multiplier, copied out for inspection and checks.</summary>
/// <remarks>Signs are those of the general solver: a multiplier is ≥ 0 where a lower bound or row rests, ≤ 0 where an upper one does.</remarks>
public sealed record StorageIterate
{
    /// <summary>Gets c per step, MW.</summary>
    public required IReadOnlyList<double> ChargeMw { get; init; }

    /// <summary>Gets d per step, MW.</summary>
    public required IReadOnlyList<double> DischargeMw { get; init; }

    /// <summary>Gets e after each step, MWh.</summary>
    public required IReadOnlyList<double> EnergyMwh { get; init; }

    /// <summary>Gets ζ, money; 0 without risk.</summary>
    public double TailLevel { get; init; }

    /// <summary>Gets u per scenario, money; empty without risk.</summary>
    public required IReadOnlyList<double> TailExcess { get; init; }

    /// <summary>Gets the multipliers of the bounds on charge, money per MW.</summary>
    public required IReadOnlyList<double> ChargePrice { get; init; }

    /// <summary>Gets the multipliers of the bounds on discharge, money per MW.</summary>
    public required IReadOnlyList<double> DischargePrice { get; init; }

    /// <summary>Gets the multipliers of the energy window, money per MWh.</summary>
    public required IReadOnlyList<double> WindowPrice { get; init; }

    /// <summary>Gets the value of stored energy in each step, money per MWh: the multiplier of e_t − e_{t−1} − … = 0.</summary>
    public required IReadOnlyList<double> EnergyPrice { get; init; }

    /// <summary>Gets the multipliers of the scenarios' rows, each in [0, λ w_s / α], summing to λ; empty without risk.</summary>
    public required IReadOnlyList<double> ScenarioWeight { get; init; }

    /// <summary>Gets the multipliers of u ≥ 0; empty without risk.</summary>
    public required IReadOnlyList<double> ExcessPrice { get; init; }

    /// <summary>Gets the multipliers of the ramp from step t to t + 1, money per MW; empty without a ramp limit.</summary>
    public required IReadOnlyList<double> RampPrice { get; init; }
}
