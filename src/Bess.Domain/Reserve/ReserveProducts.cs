using Bess.Domain.Time;

namespace Bess.Domain.Reserve;

/// <summary>Products of the Nordic, British and Continental markets as data; copy one with <c>with</c> to change a number.</summary>
/// <remarks>
/// Nordic numbers: Svenska kraftnät, rules for resources of limited energy reservoir; ENTSO-E, requirements for FCR in the Nordic
/// area (26 May 2023).
/// British numbers: NESO, New Dynamic Services, table "Technical requirements" (neso.energy), for how long an energy-limited unit must
/// deliver (DC 15, DM 30, DR 60 minutes); National Grid ESO, Dynamic Containment, "DC service specification", for its dead band of
/// 0.015 Hz, 5 % at 0.2 Hz and all at 0.5 Hz. The knee of DM (5 % at 0.1 Hz, all at 0.2 Hz), the straight line of DR to 0.2 Hz and the
/// reserved capacity the other way (DC 10, DM 20, DR 40 %: a fifth of the energy in each half hour) are those of NESO's Response Service
/// Terms (schedule 2, 6.11), Procurement Rules (schedule 1) and SOE Monitoring Guidance (section 3) as public code that cites them has
/// them; the documents themselves were not at hand. All read 2026-11-21. EFA blocks are four hours from 23:00 local time. The energy
/// requirement falls with delivery and recovers later (6.11); here it stands at its full amount all through a block, which is stricter.
/// Continental FCR: straight line to ±0.2 Hz, blocks of four hours from local midnight (regelleistung.net); half an hour of full
/// delivery is the upper end of what the system operation guideline, article 156(9), allows to be asked; the quarter of extra power
/// for recharging is the German prequalification rule as commonly quoted, <b>not</b> confirmed.
/// All are starting values: rules change, and prequalification asks for more than they say.
/// </remarks>
public static class ReserveProducts
{
    private const double TwentyMinutesHours = 1.0 / 3;
    private const double BritishRecoveryPerHalfHour = 0.2;
    private const double BritishKnee = 0.05;

    /// <summary>Nordic FCR-N: ±0.1 Hz, 134 % power, one hour.</summary>
    public static ReserveProduct FcrN { get; } = new()
    {
        Name = "FCR-N",
        Direction = ReserveDirection.Symmetric,
        PowerPerSoldMw = 1.34,
        EnduranceHours = 1,
        MinimumBidMw = 0.1,
        BidStepMw = 0.1,
        ActivatedUpPerSoldMw = 0.08,
        ActivatedDownPerSoldMw = 0.08,
        Response = new FrequencyResponse(0, 0.1),
    };

    /// <summary>Nordic FCR-D up: 0.1 to 0.5 Hz below nominal, 20 minutes, 20 % power the other way.</summary>
    public static ReserveProduct FcrDUp { get; } = Disturbance("FCR-D up", ReserveDirection.Up);

    /// <summary>Nordic FCR-D down: 0.1 to 0.5 Hz above nominal, 20 minutes, 20 % power the other way.</summary>
    public static ReserveProduct FcrDDown { get; } = Disturbance("FCR-D down", ReserveDirection.Down);

    /// <summary>British dynamic containment, low frequency.</summary>
    public static ReserveProduct DcLow { get; } = British("DC low", ReserveDirection.Up, 0.25, new FrequencyResponse(0.015, 0.5, 0.2, BritishKnee));

    /// <summary>British dynamic containment, high frequency.</summary>
    public static ReserveProduct DcHigh { get; } = British("DC high", ReserveDirection.Down, 0.25, new FrequencyResponse(0.015, 0.5, 0.2, BritishKnee));

    /// <summary>British dynamic moderation, low frequency.</summary>
    public static ReserveProduct DmLow { get; } = British("DM low", ReserveDirection.Up, 0.5, new FrequencyResponse(0.015, 0.2, 0.1, BritishKnee));

    /// <summary>British dynamic moderation, high frequency.</summary>
    public static ReserveProduct DmHigh { get; } = British("DM high", ReserveDirection.Down, 0.5, new FrequencyResponse(0.015, 0.2, 0.1, BritishKnee));

    /// <summary>British dynamic regulation, low frequency.</summary>
    public static ReserveProduct DrLow { get; } = British("DR low", ReserveDirection.Up, 1, new FrequencyResponse(0.015, 0.2));

    /// <summary>British dynamic regulation, high frequency.</summary>
    public static ReserveProduct DrHigh { get; } = British("DR high", ReserveDirection.Down, 1, new FrequencyResponse(0.015, 0.2));

    /// <summary>Continental FCR: symmetric, ±0.2 Hz, blocks of four hours from local midnight, 125 % power.</summary>
    public static ReserveProduct FcrContinental { get; } = new()
    {
        Name = "FCR",
        Direction = ReserveDirection.Symmetric,
        PowerPerSoldMw = 1.25,
        EnduranceHours = 0.5,
        BlockHours = 4,
        BlockClock = MarketClock.CentralEuropean,
        MinimumBidMw = 1,
        BidStepMw = 1,
        Response = new FrequencyResponse(0.01, 0.2),
    };

    /// <summary>aFRR capacity up, blocks of four hours from local midnight, activated by signal.</summary>
    public static ReserveProduct AfrrUp { get; } = Restoration("aFRR up", ReserveDirection.Up);

    /// <summary>aFRR capacity down, blocks of four hours from local midnight, activated by signal.</summary>
    public static ReserveProduct AfrrDown { get; } = Restoration("aFRR down", ReserveDirection.Down);

    /// <summary>All products of this class.</summary>
    public static IReadOnlyList<ReserveProduct> All { get; } =
        [FcrN, FcrDUp, FcrDDown, DcLow, DcHigh, DmLow, DmHigh, DrLow, DrHigh, FcrContinental, AfrrUp, AfrrDown];

    private static ReserveProduct Disturbance(string name, ReserveDirection direction) => new()
    {
        Name = name,
        Direction = direction,
        OppositePowerPerSoldMw = 0.2,
        EnduranceHours = TwentyMinutesHours,
        MinimumBidMw = 0.1,
        BidStepMw = 0.1,
        Response = new FrequencyResponse(0.1, 0.5),
    };

    private static ReserveProduct British(string name, ReserveDirection direction, double enduranceHours, FrequencyResponse response) => new()
    {
        Name = name,
        Direction = direction,
        EnduranceHours = enduranceHours,
        OppositePowerPerSoldMw = BritishRecoveryPerHalfHour * enduranceHours / 0.5,
        BlockHours = 4,
        BlockClock = MarketClock.GreatBritain,
        BlockStartLocal = new TimeOnly(23, 0),
        MinimumBidMw = 1,
        BidStepMw = 1,
        Response = response,
    };

    private static ReserveProduct Restoration(string name, ReserveDirection direction) => new()
    {
        Name = name,
        Direction = direction,
        EnduranceHours = 1,
        BlockHours = 4,
        BlockClock = MarketClock.CentralEuropean,
        MinimumBidMw = 1,
        BidStepMw = 1,
    };
}
