using Bess.Domain.Time;

namespace Bess.Domain.Reserve;

/// <summary>The rules of a reserve capacity product for a resource of limited energy, as data.</summary>
/// <remarks>
/// For a MW sold: <see cref="PowerPerSoldMw"/> of headroom is kept in the product's direction (in both for a symmetric one),
/// <see cref="OppositePowerPerSoldMw"/> in the other one for getting the energy back, and <see cref="EnduranceHours"/> of full
/// activation stay deliverable. Invariants are checked by <see cref="Check"/>. Equality is by all members; immutable and thread-safe.
/// </remarks>
public sealed record ReserveProduct
{
    /// <summary>Name, for people and reports.</summary>
    public required string Name { get; init; }

    /// <summary>Which way it moves power.</summary>
    public required ReserveDirection Direction { get; init; }

    /// <summary>Headroom kept in the product's direction, MW per MW sold; ≥ 1. FCR-N of limited energy: 1.34.</summary>
    /// <value>Default: 1.</value>
    public double PowerPerSoldMw { get; init; } = 1;

    /// <summary>Headroom kept in the opposite direction for recovery, MW per MW sold; ≥ 0; only of one-way products. FCR-D: 0.2.</summary>
    /// <value>Default: 0.</value>
    public double OppositePowerPerSoldMw { get; init; }

    /// <summary>How long full activation must be deliverable; ≥ 0.</summary>
    public required double EnduranceHours { get; init; }

    /// <summary>Length of the blocks over which the sold amount is constant; &gt; 0, or 0 for one step of the grid.</summary>
    /// <value>Default: 0.</value>
    public double BlockHours { get; init; }

    /// <summary>Clock by which blocks are counted; null for UTC. British EFA blocks and continental four-hour blocks follow local time.</summary>
    /// <value>Default: null.</value>
    public MarketClock? BlockClock { get; init; }

    /// <summary>Local time at which the first block of a day starts: 23:00 for the EFA day, midnight elsewhere.</summary>
    /// <value>Default: 00:00.</value>
    public TimeOnly BlockStartLocal { get; init; }

    /// <summary>Smallest amount that can be sold other than nothing, MW; ≥ 0.</summary>
    /// <value>Default: 0, any amount.</value>
    public double MinimumBidMw { get; init; }

    /// <summary>Amounts are multiples of this, MW; ≥ 0.</summary>
    /// <value>Default: 0, any amount.</value>
    public double BidStepMw { get; init; }

    /// <summary>Expected upward activation, MWh given per MW sold and hour; in [0, 1].</summary>
    /// <value>Default: 0.</value>
    public double ActivatedUpPerSoldMw { get; init; }

    /// <summary>Expected downward activation, MWh taken per MW sold and hour; in [0, 1].</summary>
    /// <value>Default: 0.</value>
    public double ActivatedDownPerSoldMw { get; init; }

    /// <summary>Throughput that ages the battery, MWh per MW sold and hour, beside the planned dispatch; ≥ 0.</summary>
    /// <value>Default: 0.</value>
    public double ThroughputPerSoldMw { get; init; }

    /// <summary>How it answers frequency; null for products that are activated by signal.</summary>
    /// <value>Default: null.</value>
    public FrequencyResponse? Response { get; init; }

    /// <summary>Upward headroom, MW per MW sold.</summary>
    public double UpwardPowerPerSoldMw => Direction == ReserveDirection.Down ? OppositePowerPerSoldMw : PowerPerSoldMw;

    /// <summary>Downward headroom, MW per MW sold.</summary>
    public double DownwardPowerPerSoldMw => Direction == ReserveDirection.Up ? OppositePowerPerSoldMw : PowerPerSoldMw;

    /// <summary>Hours of full upward activation that must be deliverable.</summary>
    public double UpwardEnduranceHours => Direction == ReserveDirection.Down ? 0 : EnduranceHours;

    /// <summary>Hours of full downward activation that must be deliverable.</summary>
    public double DownwardEnduranceHours => Direction == ReserveDirection.Up ? 0 : EnduranceHours;

    /// <summary>Number of the block that holds an instant; later blocks have larger numbers, and only equality means anything else.</summary>
    /// <remarks>
    /// Blocks longer than an hour follow the wall clock: the one with the change of clock is an hour shorter or longer. Others have
    /// their length all year, as the change is a whole number of them.
    /// </remarks>
    /// <param name="instant">The instant; any offset.</param>
    /// <returns>A number; the instant's own tick count where <see cref="BlockHours"/> is 0.</returns>
    public long BlockOf(DateTimeOffset instant)
    {
        var length = TimeSpan.FromHours(BlockHours).Ticks;
        if (length == 0)
            return instant.UtcTicks;
        var offset = BlockClock is null ? TimeSpan.Zero : BlockHours > 1 ? BlockClock.OffsetAt(instant) : BlockClock.StandardOffset;
        return (instant.UtcTicks + offset.Ticks - BlockStartLocal.Ticks) / length;
    }

    /// <summary>Checks every rule.</summary>
    /// <exception cref="BessDataException">When any number is refused; lists all faults.</exception>
    public void Check()
    {
        var faults = new FaultCollector(Name ?? "");
        faults.Require(!string.IsNullOrWhiteSpace(Name), "name", "a text that is not empty", $"'{Name}'");
        faults.Require(Enum.IsDefined(Direction), "direction", "a named direction", $"{Direction}");
        Least(PowerPerSoldMw, 1, "powerPerSoldMw");
        Least(OppositePowerPerSoldMw, 0, "oppositePowerPerSoldMw");
        Least(EnduranceHours, 0, "enduranceHours");
        Least(BlockHours, 0, "blockHours");
        Least(MinimumBidMw, 0, "minimumBidMw");
        Least(BidStepMw, 0, "bidStepMw");
        Least(ThroughputPerSoldMw, 0, "throughputPerSoldMw");
        Share(ActivatedUpPerSoldMw, "activatedUpPerSoldMw");
        Share(ActivatedDownPerSoldMw, "activatedDownPerSoldMw");
        faults.ThrowIfAny();

        void Least(double value, double least, string field) =>
            faults.Require(double.IsFinite(value) && value >= least, field, $"a finite number >= {FaultCollector.Text(least)}", value);

        void Share(double value, string field) => faults.Require(value is >= 0 and <= 1, field, "a number in [0, 1]", value);
    }
}
