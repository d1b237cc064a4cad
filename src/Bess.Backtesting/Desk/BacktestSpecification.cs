using Bess.Domain;
using Bess.Domain.Portfolio;

namespace Bess.Backtesting.Desk;

/// <summary>What a backtest.json, a command line or a document says of a backtest; null where it says nothing.</summary>
public sealed record BacktestSpecification
{
    /// <summary>Folder of the zone.</summary>
    public string? Zone { get; init; }

    /// <summary>Folder of all zones, absolute.</summary>
    public string? MarketPath { get; init; }

    /// <summary>First local day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last local day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Name in the catalogue of strategies.</summary>
    public string? Strategy { get; init; }

    /// <summary>File of the battery, absolute.</summary>
    public string? BatteryPath { get; init; }

    /// <summary>The battery itself, in place of a file.</summary>
    public FleetMember? Battery { get; init; }

    /// <summary>Weight of CVaR.</summary>
    public double? Lambda { get; init; }

    /// <summary>Weights of risk of the frontier beside the run; of a document only, a command line has them apart.</summary>
    public IReadOnlyList<double>? FrontierLambdas { get; init; }

    /// <summary>Paths drawn for a day.</summary>
    public int? Scenarios { get; init; }

    /// <summary>Paths kept of them.</summary>
    public int? KeptScenarios { get; init; }

    /// <summary>Days that a plan looks ahead.</summary>
    public int? HorizonDays { get; init; }

    /// <summary>Most full discharges of the window on a local day; null for no limit.</summary>
    public double? CyclesPerDay { get; init; }

    /// <summary>Whether reserve is sold.</summary>
    public bool? SellsReserve { get; init; }

    /// <summary>Column of the second price, or <see cref="BacktestOrder.Off"/>.</summary>
    public string? RealTime { get; init; }

    /// <summary>Name of the clock of the days.</summary>
    public string? Clock { get; init; }

    /// <summary>Local time of the decision on the day before.</summary>
    public TimeOnly? Gate { get; init; }

    /// <summary>Fee per MWh of day-ahead position.</summary>
    public double? DayAheadFeePerMwh { get; init; }

    /// <summary>Fee per MWh traded again.</summary>
    public double? RealTimeFeePerMwh { get; init; }

    /// <summary>Cost of deviating per MWh.</summary>
    public double? DeviationCostPerMwh { get; init; }

    /// <summary>Whether the plant is exactly as planned.</summary>
    public bool? IsPlantIdeal { get; init; }

    /// <summary>Seed of everything random.</summary>
    public int? Seed { get; init; }

    /// <summary>File of a site around the battery; null for a battery alone.</summary>
    public string? SitePath { get; init; }

    /// <summary>The site itself, in place of a file.</summary>
    public SiteFile? Site { get; init; }

    /// <summary>Where fields stand that came from a file; the others came from elsewhere.</summary>
    public IReadOnlyDictionary<string, Origin> Origins { get; init; } = new Dictionary<string, Origin>();

    /// <summary>This one with all that the other says over it; what the other says has its origin no more.</summary>
    /// <param name="other">What goes over it.</param>
    public BacktestSpecification With(BacktestSpecification other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new BacktestSpecification
        {
            Zone = other.Zone ?? Zone,
            MarketPath = other.MarketPath ?? MarketPath,
            From = other.From ?? From,
            To = other.To ?? To,
            Strategy = other.Strategy ?? Strategy,
            BatteryPath = other.BatteryPath ?? BatteryPath,
            Battery = other.Battery ?? Battery,
            SitePath = other.SitePath ?? SitePath,
            Site = other.Site ?? Site,
            Lambda = other.Lambda ?? Lambda,
            FrontierLambdas = other.FrontierLambdas ?? FrontierLambdas,
            Scenarios = other.Scenarios ?? Scenarios,
            KeptScenarios = other.KeptScenarios ?? KeptScenarios,
            HorizonDays = other.HorizonDays ?? HorizonDays,
            CyclesPerDay = other.CyclesPerDay ?? CyclesPerDay,
            SellsReserve = other.SellsReserve ?? SellsReserve,
            RealTime = other.RealTime ?? RealTime,
            Clock = other.Clock ?? Clock,
            Gate = other.Gate ?? Gate,
            DayAheadFeePerMwh = other.DayAheadFeePerMwh ?? DayAheadFeePerMwh,
            RealTimeFeePerMwh = other.RealTimeFeePerMwh ?? RealTimeFeePerMwh,
            DeviationCostPerMwh = other.DeviationCostPerMwh ?? DeviationCostPerMwh,
            IsPlantIdeal = other.IsPlantIdeal ?? IsPlantIdeal,
            Seed = other.Seed ?? Seed,
            Origins = Origins.Where(pair => !other.Says(pair.Key)).ToDictionary(),
        };
    }

    /// <summary>The order of it, or all its faults and those of the battery's file.</summary>
    /// <param name="defaultStrategy">The strategy where none is named.</param>
    /// <remarks>A site that is only named by its file is left to the caller.</remarks>
    public Validated<BacktestOrder> ToOrder(string defaultStrategy = BacktestDefaults.Strategy)
    {
        var faults = new List<Fault>();
        void Refuse(string field, string expected, string actual) =>
            faults.Add(Origins.TryGetValue(field, out var origin) ? origin.Fault(expected, actual) : new Fault("", field, expected, actual));
        if (Zone is null)
            Refuse("zone", "a folder of the market folder", "nothing");
        if (From > To)
            Refuse("from", $"a day not after 'to', {To:yyyy-MM-dd}", $"{From:yyyy-MM-dd}");
        if (MarketPath is null)
            Refuse("marketFolder", "a folder, or BESS_MARKET_DIR", "none");
        var battery = Site is { } site ? Validated<FleetMember>.FromValue(site.Battery)
            : Battery is { } given ? Validated<FleetMember>.FromValue(given)
            : BatteryPath is { } path ? BatteryFile.Read(path) : BatteryFile.Parse(BatteryFile.DefaultText, "default battery");
        faults.AddRange(battery.Faults);
        return faults.Count > 0 ? Validated<BacktestOrder>.FromFaults(faults) : Validated<BacktestOrder>.FromValue(Order(battery.Value, defaultStrategy));
    }

    private BacktestOrder Order(FleetMember battery, string defaultStrategy) => new()
    {
        Zone = Zone!,
        MarketPath = MarketPath!,
        From = From,
        To = To,
        Strategy = Strategy ?? defaultStrategy,
        Battery = battery,
        Site = Site,
        Lambda = Lambda,
        FrontierLambdas = FrontierLambdas ?? [],
        Scenarios = Scenarios,
        KeptScenarios = KeptScenarios,
        HorizonDays = HorizonDays,
        CyclesPerDay = CyclesPerDay,
        SellsReserve = SellsReserve ?? true,
        RealTime = RealTime,
        Clock = Clock,
        Gate = Gate,
        DayAheadFeePerMwh = DayAheadFeePerMwh,
        RealTimeFeePerMwh = RealTimeFeePerMwh,
        DeviationCostPerMwh = DeviationCostPerMwh,
        IsPlantIdeal = IsPlantIdeal ?? false,
        Seed = Seed ?? 1,
        Origins = Origins,
    };

    // Fields that are checked against data, so that their origins matter.
    private bool Says(string field) => field switch
    {
        "zone" => Zone is not null,
        "marketFolder" => MarketPath is not null,
        "from" => From is not null,
        "to" => To is not null,
        "strategy" => Strategy is not null,
        "realTime" => RealTime is not null,
        _ => false,
    };
}
