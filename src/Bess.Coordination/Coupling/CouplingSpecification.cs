using Bess.Domain.Time;

namespace Bess.Coordination.Coupling;

/// <summary>How a deviation from a commitment is treated.</summary>
public enum CommitmentMode
{
    /// <summary>The balance must hold; a round that cannot hold it says so and returns the least violation.</summary>
    Hard = 0,

    /// <summary>Deviations are settled at imbalance prices.</summary>
    Priced = 1,
}

/// <summary>A promised schedule: Σ p + known injections = P_t over a group of batteries. Immutable; vectors have one value a step.</summary>
/// <param name="PowerMw">P_t, MW, positive = export; length T, finite.</param>
/// <param name="Mode">Hard or priced.</param>
/// <param name="Group">Group that promised; null for the whole fleet.</param>
/// <param name="SurplusPricePerMwh">Paid by the VPP for a MWh above P (negative: received); priced mode only, length T.</param>
/// <param name="ShortfallPricePerMwh">Paid by the VPP for a MWh below P; priced mode only, length T. Surplus + shortfall price must be positive.</param>
public sealed record Commitment(
    IReadOnlyList<double> PowerMw,
    CommitmentMode Mode = CommitmentMode.Hard,
    string? Group = null,
    IReadOnlyList<double>? SurplusPricePerMwh = null,
    IReadOnlyList<double>? ShortfallPricePerMwh = null);

/// <summary>A connection or feeder limit: lower ≤ Σ p + known injections ≤ upper over a group. Immutable.</summary>
/// <param name="LowerMw">Import limit as a negative power, MW; length T, finite.</param>
/// <param name="UpperMw">Export limit, MW; length T, finite, ≥ lower.</param>
/// <param name="Group">Group behind the limit; null for the whole fleet.</param>
public sealed record PowerLimit(IReadOnlyList<double> LowerMw, IReadOnlyList<double> UpperMw, string? Group = null);

/// <summary>Known power of others behind the same point (PV, load), counted into the sums of the group and of all groups above it.</summary>
/// <param name="PowerMw">MW, positive = export; length T, finite.</param>
/// <param name="Group">Where it is connected; null for the fleet's own connection.</param>
public sealed record KnownInjection(IReadOnlyList<double> PowerMw, string? Group = null);

/// <summary>Everything that couples the batteries of a round. At least one commitment or limit. Immutable.</summary>
public sealed record CouplingSpecification
{
    /// <summary>The commitments.</summary>
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];

    /// <summary>The limits.</summary>
    public IReadOnlyList<PowerLimit> Limits { get; init; } = [];

    /// <summary>Known injections.</summary>
    public IReadOnlyList<KnownInjection> Injections { get; init; } = [];

    /// <summary>Price of violating a hard row, currency/MWh; null for max(1,000, 5 × the largest scenario price).</summary>
    /// <remarks>The coupling is exact as long as this lies above the largest multiplier.</remarks>
    public double? ViolationPricePerMwh { get; init; }

    /// <summary>A commitment alone.</summary>
    /// <param name="grid">Horizon; only its length counts here.</param>
    /// <param name="powerMw">P_t, MW.</param>
    /// <returns>The specification.</returns>
    public static CouplingSpecification HardCommitment(TimeGrid grid, IReadOnlyList<double> powerMw)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return new CouplingSpecification { Commitments = [new Commitment(powerMw)] };
    }
}
