namespace Bess.Domain.Reserve;

/// <summary>Products of the Nordic, British and Continental markets as data; copy one with <c>with</c> to change a number.</summary>
/// <remarks>
/// Nordic numbers: Svenska kraftnät, rules for resources of limited energy reservoir; ENTSO-E, requirements for FCR in the Nordic
/// area (26 May 2023). British endurance: service terms of dynamic response (15, 30, 60 minutes), of which a fifth must be
/// recoverable in each half hour. They are starting values: rules change, and prequalification asks for more than they say.
/// </remarks>
public static class ReserveProducts
{
    private const double TwentyMinutesHours = 1.0 / 3;
    private const double BritishRecoveryPerHalfHour = 0.2;

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
    public static ReserveProduct DcLow { get; } = British("DC low", ReserveDirection.Up, 0.25, new FrequencyResponse(0.015, 0.5));

    /// <summary>British dynamic containment, high frequency.</summary>
    public static ReserveProduct DcHigh { get; } = British("DC high", ReserveDirection.Down, 0.25, new FrequencyResponse(0.015, 0.5));

    /// <summary>British dynamic moderation, low frequency.</summary>
    public static ReserveProduct DmLow { get; } = British("DM low", ReserveDirection.Up, 0.5, new FrequencyResponse(0.015, 0.2));

    /// <summary>British dynamic moderation, high frequency.</summary>
    public static ReserveProduct DmHigh { get; } = British("DM high", ReserveDirection.Down, 0.5, new FrequencyResponse(0.015, 0.2));

    /// <summary>British dynamic regulation, low frequency.</summary>
    public static ReserveProduct DrLow { get; } = British("DR low", ReserveDirection.Up, 1, new FrequencyResponse(0.015, 0.2));

    /// <summary>British dynamic regulation, high frequency.</summary>
    public static ReserveProduct DrHigh { get; } = British("DR high", ReserveDirection.Down, 1, new FrequencyResponse(0.015, 0.2));

    /// <summary>aFRR capacity up, blocks of four hours, activated by signal.</summary>
    public static ReserveProduct AfrrUp { get; } = Restoration("aFRR up", ReserveDirection.Up);

    /// <summary>aFRR capacity down, blocks of four hours, activated by signal.</summary>
    public static ReserveProduct AfrrDown { get; } = Restoration("aFRR down", ReserveDirection.Down);

    /// <summary>All products of this class.</summary>
    public static IReadOnlyList<ReserveProduct> All { get; } =
        [FcrN, FcrDUp, FcrDDown, DcLow, DcHigh, DmLow, DmHigh, DrLow, DrHigh, AfrrUp, AfrrDown];

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
        MinimumBidMw = 1,
        BidStepMw = 1,
    };
}
